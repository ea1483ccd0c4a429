import type { EnvironmentInput } from "../../../configuration/model";
import { changed, GOVERNANCE_ID, JOINING, SHARED } from "../organization";

export const BUILD_ID = "000000000011";
export const PROD_ID = "000000000031";
/** Account of a stage that has no project of the producer. */
export const PROD_DATA_ID = "000000000041";

const SECRET = `arn:aws:secretsmanager:eu-west-1:${GOVERNANCE_ID}:secret:code-host-AbCdEf`;

const AIOPS: EnvironmentInput["aiops"] = {
  codeHosts: {
    cloud: { type: "github", namespace: "acme", secretArn: SECRET, platformOwners: ["@acme/platform"] },
    own: {
      type: "gitlab",
      url: "https://gitlab.example.com",
      namespace: "acme/data",
      secretArn: SECRET,
      platformOwners: ["@acme/platform"],
    },
  },
  alarms: { emails: ["ml-on-call@example.com"] },
};

const USE_CASES: NonNullable<EnvironmentInput["useCases"]> = {
  churn: {
    title: "Churn of customers",
    team: "Campaigns",
    pattern: "consumer",
    template: "regression",
    codeHost: "cloud",
    owners: ["@acme/campaigns"],
    profile: "tooling",
    images: true,
    build: { stage: "dev", account: "finance" },
    stages: [{ stage: "prod", account: "finance-prod", approvers: ["leads"] }],
  },
  orders: {
    title: "Orders of a day",
    team: "Sales",
    pattern: "producer",
    template: "data-pipeline",
    options: { database: "orders", table: "orders" },
    codeHost: "own",
    owners: ["@acme/sales"],
    profile: "tooling",
    build: { stage: "dev", account: "finance" },
    stages: [{ stage: "prod", account: "orders-prod", approvers: ["leads"] }],
  },
};

const profileOn = (account: string): EnvironmentInput["profiles"] => ({
  tooling: { name: "tooling", target: { account }, configurations: { Tooling: { blueprint: "Tooling" } } },
});

/** A use case that is built and runs in one account of one stage. */
export function useCasesIn(stage: string, account: string): Pick<EnvironmentInput, "aiops" | "useCases"> {
  const place = { stage, account };
  return {
    aiops: AIOPS,
    useCases: {
      churn: { ...USE_CASES["churn"], profile: "analytics", build: place, stages: [{ ...place, approval: false }] },
    },
  };
}

/** A consumer's model at github.com and a producer's pipeline at a private GitLab, in one domain of three stages. */
export const ONE_DOMAIN: Readonly<Record<string, EnvironmentInput>> = {
  shared: changed(SHARED, { aiops: AIOPS, useCases: USE_CASES }),
  dev: changed(JOINING, { profiles: profileOn("finance") }),
  prod: changed(JOINING, {
    accounts: {
      data: { id: GOVERNANCE_ID },
      "finance-prod": { id: PROD_ID, blueprints: { Tooling: {} }, production: true },
      "orders-prod": { id: PROD_DATA_ID, production: true },
    },
    profiles: profileOn("finance-prod"),
  }),
};

/** The same use cases, where each stage has a domain of its own: `dev` is the hub. */
export const DOMAIN_PER_STAGE: Readonly<Record<string, EnvironmentInput>> = {
  dev: {
    ...SHARED,
    accounts: { data: { id: GOVERNANCE_ID }, finance: { id: BUILD_ID, blueprints: { Tooling: {} } } },
    profiles: profileOn("finance"),
    aiops: AIOPS,
    useCases: USE_CASES,
  },
  prod: {
    ...SHARED,
    governanceAccount: "data-prod",
    accounts: {
      "data-prod": { id: "000000000002", production: true },
      "finance-prod": { id: PROD_ID, blueprints: { Tooling: {} }, production: true },
      "orders-prod": { id: PROD_DATA_ID, production: true },
    },
    profiles: profileOn("finance-prod"),
    aiops: { fromStage: "dev" },
  },
};
