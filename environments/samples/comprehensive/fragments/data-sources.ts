import { type Fragments } from "smus-cdktf";

type Project = Fragments["project"];

const secret = (name: string): string => `arn:aws:secretsmanager:eu-central-1:300000000011:secret:${name}-AbCdEf`;

/** Connections of a project: every kind once. Credentials are in Secrets Manager. */
export const connections: NonNullable<Project["connections"]> = {
  queries: {
    name: "queries",
    description: "Athena, with the identity of the person",
    trustedIdentityPropagation: true,
    athena: { workgroupName: "research" },
  },
  samples: {
    name: "samples",
    glue: {
      type: "POSTGRESQL",
      name: "samples",
      description: "Samples of the laboratory",
      connectionProperties: { HOST: "samples.research.example.com", PORT: "5432", DATABASE: "samples" },
      network: {
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: ["sg-0123456789abcdef0"],
        availabilityZone: "eu-central-1a",
      },
      authentication: {
        type: "BASIC",
        secretArn: secret("samples"),
        kmsKeyArn: "arn:aws:kms:eu-central-1:300000000011:key/11111111-1111-1111-1111-111111111111",
      },
      validateCredentials: true,
      validateFor: ["SPARK", "ATHENA"],
      sparkProperties: { fetchsize: "1000" },
      athenaProperties: { lambda_function_arn: "arn:aws:lambda:eu-central-1:300000000011:function:samples" },
      pythonProperties: { sslmode: "require" },
    },
  },
  publications: {
    name: "publications",
    glue: {
      type: "SNOWFLAKE",
      authentication: {
        type: "OAUTH2",
        secretArn: secret("publications"),
        oauth2: {
          grantType: "CLIENT_CREDENTIALS",
          clientId: "research",
          managedClientReference: "snowflake",
          tokenUrl: "https://publications.example.com/oauth/token",
          tokenUrlParameters: { scope: "session:role:reader" },
        },
      },
    },
  },
  pipelines: {
    name: "pipelines",
    git: { connection: "research", repository: "genomics/shared/pipelines", branch: "develop" },
  },
  training: { name: "training", hyperPod: { clusterName: "research" } },
  lineage: { name: "lineage", iam: { glueLineageSync: true } },
  warehouse: {
    name: "warehouse",
    location: {
      accountId: "300000000011",
      region: "eu-central-1",
      accessRoleArn: "arn:aws:iam::300000000011:role/warehouse-access",
    },
    redshift: {
      storage: { workgroupName: "research" },
      databaseName: "genomics",
      host: "research.300000000011.eu-central-1.redshift-serverless.amazonaws.com",
      port: 5439,
      credentialsSecretArn: secret("warehouse"),
      lineageSync: { enabled: true, cron: "cron(0 3 * * ? *)" },
    },
  },
  archive: { name: "archive", redshift: { storage: { clusterName: "archive" } } },
  cluster: {
    name: "cluster",
    sparkEmr: {
      computeArn: "arn:aws:emr-serverless:eu-central-1:300000000011:/applications/00f0abcdefghijkl",
      instanceProfileArn: "arn:aws:iam::300000000011:instance-profile/research",
      javaVirtualEnv: "s3://amazon-sagemaker-globex-research-dev/java",
      logUri: "s3://amazon-sagemaker-globex-research-dev/logs",
      pythonVirtualEnv: "s3://amazon-sagemaker-globex-research-dev/python",
      runtimeRoleArn: "arn:aws:iam::300000000011:role/research-jobs",
      trustedCertificatesS3Uri: "s3://amazon-sagemaker-globex-research-dev/certificates",
      managedEndpointArn: "arn:aws:emr-containers:eu-central-1:300000000011:/virtualclusters/abc/endpoints/def",
    },
  },
  sessions: {
    name: "sessions",
    sparkGlue: {
      glueConnectionNames: ["samples"],
      glueVersion: "5.0",
      idleTimeoutMinutes: 30,
      javaVirtualEnv: "s3://amazon-sagemaker-globex-research-dev/java",
      numberOfWorkers: 10,
      pythonVirtualEnv: "s3://amazon-sagemaker-globex-research-dev/python",
      workerType: "G.1X",
    },
  },
  files: {
    name: "files",
    s3: {
      uri: "s3://globex-sequences/raw/",
      accessGrantLocationId: "default",
      registerAccessGrantLocation: false,
    },
  },
  assistant: {
    name: "assistant",
    amazonQ: {
      enabled: true,
      profileArn: "arn:aws:codewhisperer:eu-central-1:300000000000:profile/ABCDEFGHIJKL",
      authMode: "IAM",
    },
  },
  experiments: {
    name: "experiments",
    mlflow: {
      trackingServerArn: "arn:aws:sagemaker:eu-central-1:300000000011:mlflow-tracking-server/research",
    },
  },
  workflows: { name: "workflows", workflowsMwaa: { environmentName: "research" } },
};

/** Data sources of a project: tables of Glue and of Redshift. */
export const dataSources: NonNullable<Project["dataSources"]> = {
  sequences: {
    name: "Sequences",
    description: "Tables of the sequencing pipeline",
    connection: "project.iam",
    enabled: true,
    publishOnImport: true,
    generateBusinessNames: true,
    schedule: { cron: "cron(30 4 ? * MON-FRI *)", timeZone: "EUROPE_ZURICH" },
    forms: [
      { name: "Sequencing", form: "sequencing", content: { machine: "a-7", lanes: 2 } },
      {
        name: "Contract",
        type: "DataContract",
        revision: "1",
        content: { owner: "genomics", retentionYears: 10, personalData: false, tags: ["sequencing"] },
      },
    ],
    glue: {
      catalogName: "AwsDataCatalog",
      dataAccessRoleArn: "arn:aws:iam::300000000012:role/sequence-reader",
      importDataQuality: true,
      filters: [
        { database: "sequences", include: ["run_*", "sample"], exclude: ["*_tmp"] },
        { database: "federated", schema: "public" },
      ],
    },
  },
  cohorts: {
    name: "Cohorts",
    connection: "warehouse",
    enabled: false,
    redshift: {
      dataAccessRoleArn: "arn:aws:iam::300000000011:role/cohort-reader",
      storage: { clusterName: "cohorts" },
      credentialsSecretArn: secret("cohorts"),
      filters: [{ database: "genomics", schema: "cohorts" }],
    },
  },
};

/** Assets of a project, of which the table comes with a run of a data source. */
export const assets: NonNullable<Project["assets"]> = {
  runs: {
    externalIdentifier: "arn:aws:glue:eu-central-1:300000000011:table/sequences/run_2026",
    name: "Sequencing runs",
    description: "Runs of the laboratory, one row each",
    readMe: "# Sequencing runs\n\nOne row for each run of a machine.",
    terms: ["consent/donated", "samples/sample"],
    termIds: ["5a8jd0uv3rl6mk"],
    governedTermIds: ["8hq2xk4m1vpc0z"],
    forms: [
      { name: "Sequencing", form: "sequencing", content: { machine: "a-7" } },
      { name: "Contract", type: "DataContract", revision: "1", content: { retentionYears: 10 } },
    ],
    columns: {
      sample_id: {
        name: "Sample",
        description: "Number of the sample",
        readMe: "As on the tube.",
        terms: ["samples/sample"],
        termIds: ["5a8jd0uv3rl6mk"],
        forms: [{ name: "Contract", type: "DataContract", content: { owner: "genomics" } }],
      },
    },
    published: true,
  },
};
