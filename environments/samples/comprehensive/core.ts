import { blueprints, defineEnvironment } from "smus-cdktf";
import { catalog } from "./fragments/catalog";
import { application } from "./fragments/application";
import { assets, connections, dataSources } from "./fragments/data-sources";
import { domain } from "./fragments/domain";
import { git } from "./fragments/git";
import { access, governance, organization, state } from "./fragments/settings";
import { aiops, useCases } from "./fragments/use-cases";

/** Owns the domain, and brings the accounts, dynamic profiles and projects of development. Every option is used once. */
export default defineEnvironment({
  organization,
  access,
  state,
  protection: "data",
  tags: { environment: "development" },
  governanceAccount: "governance",
  domain,
  git,
  catalog,
  application,
  aiops,
  useCases,
  // Blueprints of an account that are enabled at the same time.
  blueprintConcurrency: 5,
  accounts: {
    ...governance,
    // Uses what is there already: network, bucket, key, roles.
    "research-dev": {
      id: "300000000011",
      name: "Research development",
      businessUnit: "research",
      costCenter: "CC-2",
      production: false,
      regions: {
        "eu-central-1": {
          network: {
            mode: "existing",
            vpcId: "vpc-0123456789abcdef0",
            subnets: [
              { id: "subnet-0123456789abcdef0", availabilityZone: "eu-central-1a" },
              { id: "subnet-0123456789abcdef1", availabilityZone: "eu-central-1b" },
              { id: "subnet-0123456789abcdef2", availabilityZone: "eu-central-1c" },
            ],
          },
          bucketName: "amazon-sagemaker-globex-research-dev",
          kmsKeyArn: "arn:aws:kms:eu-central-1:300000000011:key/11111111-1111-1111-1111-111111111111",
        },
      },
      permissionsBoundaryArn: "arn:aws:iam::300000000011:policy/project-boundary",
      lakeFormation: true,
      lakeFormationLocationRoleArn: "arn:aws:iam::300000000011:role/lake-location",
      roles: {
        provisioningRoleArn: "arn:aws:iam::300000000011:role/service-role/AmazonSageMakerProvisioning-300000000000",
        manageAccessRoleArn: "arn:aws:iam::300000000011:role/service-role/AmazonSageMakerManageAccess",
        queryExecutionRoleArn: "arn:aws:iam::300000000011:role/service-role/AmazonSageMakerQueryExecution",
      },
      blueprints: {
        ...blueprints("Tooling", "DataLake", "RedshiftServerless", "LakehouseCatalog"),
        EmrOnEks: {
          globalParameters: { eksClusterArn: "arn:aws:eks:eu-central-1:300000000011:cluster/research" },
          regionalParameters: { "eu-central-1": { S3Location: "s3://amazon-sagemaker-globex-research-dev/emr" } },
          regions: ["eu-central-1"],
          grantTo: [{ unit: "research", includeChildUnits: true, designation: "OWNER" }],
        },
      },
      tags: { data: "synthetic" },
    },
    // Gets what it needs created, in two Regions.
    "genomics-dev": {
      id: "300000000012",
      businessUnit: "research",
      regions: {
        "eu-central-1": {
          network: {
            mode: "create",
            cidrBlock: "10.40.0.0/20",
            zones: ["a", "b", "c"],
            interfaceEndpoints: ["athena", "datazone", "glue", "sagemaker.api", "sts"],
            internetAccess: true,
          },
        },
        "eu-west-1": {},
      },
      blueprints: blueprints(
        "Tooling",
        "DataLake",
        "RedshiftServerless",
        "LakehouseCatalog",
        "ToolingLite",
        "S3Bucket",
      ),
    },
    // Outside the organization: accepts an invitation.
    "partner-dev": { id: "300000000013", blueprints: blueprints("Tooling", "DataLake") },
  },
  sharing: {
    principals: {
      organizationalUnitArns: ["arn:aws:organizations::300000000000:ou/o-example1234/ou-ab12-cdefghij"],
    },
    invitedAccounts: ["partner-dev"],
    portalAccess: true,
  },
  pools: {
    // Accounts by name.
    research: {
      name: "Research development",
      description: "Where research is developed",
      source: {
        accounts: [{ account: "research-dev" }, { account: "genomics-dev", regions: ["eu-central-1", "eu-west-1"] }],
      },
    },
    // Accounts by a function of our own.
    vended: {
      source: {
        handler: {
          lambdaFunctionArn: "arn:aws:lambda:eu-central-1:300000000000:function:account-vending",
          lambdaExecutionRoleArn: "arn:aws:iam::300000000000:role/service-role/account-vending",
        },
      },
    },
    // Accounts that AWS Organizations knows, found by a function that is created.
    discovered: {
      source: {
        discover: {
          organizationalUnitIds: ["ou-ab12-cdefghij"],
          accountTags: { "smus-pool": "research" },
          regions: ["eu-central-1"],
          organizationsRoleArn: "arn:aws:iam::300000000099:role/organizations-reader",
        },
      },
    },
  },
  profiles: {
    // A stock template, with parts left out, changed and added.
    analytics: {
      name: "Analytics",
      description: "SQL analytics, in an account of your choice",
      unit: "research",
      status: "ENABLED",
      production: false,
      target: { pools: ["research"] },
      template: "sql-analytics",
      without: ["OnDemand QuickSight"],
      configurations: {
        "Lakehouse Database": { parameters: { glueDbName: { value: "research", editable: true } } },
        "Second lakehouse": {
          blueprint: "DataLake",
          description: "A database on demand",
          deploymentMode: "ON_DEMAND",
          ssmPath: "/globex/datalake",
          parameters: { glueDbName: "second" },
        },
      },
      resourceTags: { team: { value: "research", editable: true }, platform: "smus" },
      allowCustomResourceTags: true,
      resourceTagsDescription: "The team that pays",
      git: { connection: "research", editable: true },
    },
    // Account and Region from SSM parameters that the service reads.
    vended: {
      name: "Vended",
      target: { accountIdPath: "/globex/account-id", regionPath: "/globex/region" },
      git: "gitlab",
      configurations: {
        Tooling: { blueprint: "Tooling" },
        // One configuration elsewhere than the others.
        Lakehouse: {
          blueprint: "DataLake",
          deploymentMode: "ON_CREATE",
          deploymentOrder: 2,
          target: { pools: ["vended", "discovered"] },
        },
      },
    },
    // Projects that run as a role of their own.
    "own-role": {
      name: "Own role",
      target: { account: "genomics-dev", region: "eu-west-1" },
      template: "bring-your-own-role",
      without: ["S3TableCatalog"],
    },
    // Bedrock's models are managed through this profile and its project, by AWS's names for both. It deploys nothing.
    "model-governance": { name: "Generative AI model governance", template: "model-governance" },
  },
  grants: {
    "create-projects": {
      policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      unit: "research",
      includeChildUnits: true,
      profiles: ["analytics", "vended", "own-role"],
      principal: { group: "researchers" },
    },
    "blueprint-use": {
      policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
      account: "research-dev",
      blueprint: "DataLake",
      principal: { project: { designation: "CONTRIBUTOR", unit: "genomics" } },
    },
    "blueprint-delegation": {
      policy: "DELEGATE_CREATE_ENVIRONMENT_PROFILE",
      account: "research-dev",
      blueprint: "DataLake",
      principal: { project: { designation: "OWNER", unit: "genomics" } },
    },
  },
  // What was made by hand, beside the domain itself.
  adopt: {
    "DomainUnit/genomics": "0123456789abcf",
    "DomainUnitOwner/genomics/office": "0123456789abcf|01234567-0123-0123-0123-0123456789ab",
  },
  projects: {
    genomics: {
      name: "Genomics",
      description: "Sequencing data",
      unit: "genomics",
      profile: "analytics",
      account: { account: "genomics-dev", region: "eu-west-1" },
      environments: {
        "Redshift Serverless": { account: { account: "research-dev" }, parameters: { redshiftDbName: "genomics" } },
      },
      git: { repository: "genomics/pipelines", branch: "develop" },
      resourceTags: { team: "genomics" },
      glossaryTermIds: ["0123456789abcd"],
      members: {
        lead: { user: "research-lead", designation: "PROJECT_OWNER" },
        researchers: { group: "researchers", designation: "PROJECT_CONTRIBUTOR" },
      },
      connections,
      dataSources,
      assets,
    },
    provisioning: {
      name: "admin-project-genomics",
      profile: "own-role",
      executionRoleArn: "arn:aws:iam::300000000012:role/genomics-projects",
      category: "ADMIN",
    },
    "model-governance": {
      name: "GenerativeAIModelGovernanceProject",
      profile: "model-governance",
      members: { office: { group: "governance-office", designation: "PROJECT_OWNER" } },
    },
  },
});
