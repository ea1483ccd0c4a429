import { defineFragment } from "smus-cdktf";

const certificateAuthority =
  "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUGlobexRootAuthority\n-----END CERTIFICATE-----\n";
const secret = (name: string) => `arn:aws:secretsmanager:eu-central-1:300000000000:secret:${name}`;

/** Hosts of code of each kind, and what operators see and hear of use cases. */
export const aiops = defineFragment("aiops", {
  codeHosts: {
    github: {
      type: "github",
      url: "https://github.com",
      namespace: "globex",
      secretArn: secret("github-app"),
      platformOwners: ["@globex/platform"],
      // IAM knows GitHub in this account already.
      identityProviderExistsIn: ["300000000011"],
    },
    "github-enterprise": {
      type: "github-enterprise-server",
      url: "https://git.globex.example",
      namespace: "research",
      secretArn: secret("github-enterprise"),
      secretKeyArn: "arn:aws:kms:eu-central-1:300000000000:key/22222222-2222-2222-2222-222222222222",
      // The certificate of the company's own authority.
      certificateAuthority,
      platformOwners: ["@research/platform"],
      identityProviderExistsIn: "all",
    },
    gitlab: {
      type: "gitlab",
      url: "https://gitlab.globex.example",
      namespace: "research/genomics",
      secretArn: secret("gitlab"),
      platformOwners: ["@research/platform"],
    },
  },
  observability: true,
  alarms: { emails: ["aiops@globex.example"] },
  logRetentionDays: 180,
  sweepMinutes: 15,
  // The hosts of the company are reached from its own network alone.
  network: {
    subnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
    securityGroupIds: ["sg-0123456789abcdef0"],
  },
});

/** Use cases in both patterns: in a project of each stage, and with one project, deployed to a stage with a domain of its own. */
export const useCases = defineFragment("useCases", {
  // A consumer: a project in `core` and one in `prod`.
  "gene-expression": {
    title: "Gene expression",
    team: "Genomics",
    pattern: "consumer",
    template: "llm-fine-tuning",
    options: {
      baseModel: "publisher/model",
      licence: "Apache-2.0",
      trainingImage: "300000000011.dkr.ecr.eu-central-1.amazonaws.com/globex/gene-expression:train-1",
      servingImage: "300000000011.dkr.ecr.eu-central-1.amazonaws.com/globex/gene-expression:serve-1",
    },
    codeHost: "github-enterprise",
    repositories: { build: "expression-model", deploy: "expression-service" },
    owners: ["@research/genomics"],
    unit: "research",
    profile: "analytics",
    members: { researchers: { group: "researchers", designation: "PROJECT_CONTRIBUTOR" } },
    modelPackageGroup: "expression",
    gates: {
      metrics: { accuracy: { minimum: 0.8 }, toxicity: { minimum: 0, maximum: 0.05 } },
      biasReport: true,
      explainabilityReport: true,
      modelCard: true,
      licences: ["Apache-2.0", "MIT"],
    },
    // Data scientists move a version to the next stage of its life instead of approving it.
    trigger: { by: "lifecycle", stage: "Staging", status: "Approved" },
    images: true,
    build: {
      stage: "core",
      account: "research-dev",
      network: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef1"] },
      projectName: "Gene expression",
      unit: "genomics",
      profile: "analytics",
      members: { researchers: { group: "researchers", designation: "PROJECT_OWNER" } },
    },
    stages: [
      {
        stage: "prod",
        account: "research-prod",
        network: { subnetIds: ["subnet-0123456789abcdef5"], securityGroupIds: ["sg-0123456789abcdef2"] },
        projectName: "Gene expression production",
        unit: "genomics",
        profile: "lakehouse",
        members: { office: { group: "governance-office", designation: "PROJECT_OWNER" } },
        production: true,
        approval: true,
        approvers: ["governance-office"],
        reviewers: ["@research/leads"],
        approvalHours: 48,
      },
    ],
  },
  // A producer: what its project makes runs in an account of `lab`, which has a domain of its own and names this stage.
  "read-quality": {
    title: "Quality of reads",
    team: "Genomics",
    pattern: "producer",
    template: "data-pipeline",
    options: { engine: "dbt", database: "genomics", table: "reads" },
    codeHost: "gitlab",
    owners: ["@research/genomics"],
    unit: "genomics",
    profile: "analytics",
    build: { stage: "core", account: "genomics-dev" },
    stages: [{ stage: "lab", account: "lab-jobs" }],
  },
  // The shortest one.
  "sample-size": {
    title: "Sample sizes",
    team: "Research",
    pattern: "producer",
    template: "regression",
    codeHost: "github",
    owners: ["@globex/research"],
    profile: "analytics",
    trigger: { by: "approval" },
    build: { stage: "core", account: "research-dev" },
    stages: [{ stage: "prod", account: "research-prod", approvers: ["governance-office"] }],
  },
});
