import type { Changes } from "./organization";

const HOST = {
  type: "github",
  namespace: "acme",
  secretArn: "arn:aws:secretsmanager:us-east-1:000000000001:secret:github",
  platformOwners: ["@acme/platform"],
};

/** A consumer that is built in `dev` and runs in `prod`. */
export const CHURN = {
  title: "Churn",
  team: "Retention",
  pattern: "consumer",
  template: "regression",
  codeHost: "github",
  owners: ["@acme/churn"],
  unit: "reporting",
  profile: "fixed",
  members: { engineers: { group: "engineers", designation: "PROJECT_CONTRIBUTOR" } },
  build: { stage: "dev", account: "alpha" },
  stages: [{ stage: "prod", account: "gamma", approvers: ["leads"] }],
};

/** A producer that is built in `dev` and runs in `prod`. */
export const ORDERS = {
  ...CHURN,
  title: "Orders",
  pattern: "producer",
  template: "data-pipeline",
  options: { database: "sales", table: "orders" },
};

/** A stage with a domain of its own, which takes part in the use cases of `shared`. */
export const OWN_DOMAIN = {
  governanceAccount: "hub",
  accounts: {
    hub: { id: "000000000031" },
    delta: { id: "000000000032", production: true, blueprints: { Tooling: {} } },
  },
  domain: {
    name: "own",
    region: "us-east-1",
    units: { reporting: { name: "Reporting" } },
    groups: { engineers: { rolePrincipalArn: "arn:aws:iam::000000000031:role/engineers" } },
    grants: {
      members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", includeChildUnits: true, principal: { allUsers: true } },
    },
  },
  profiles: {
    fixed: {
      name: "fixed-own",
      production: true,
      target: { account: "delta" },
      configurations: { Tooling: { blueprint: "Tooling" } },
    },
  },
  projects: { probe: { name: "probe", profile: "fixed" } },
  aiops: { fromStage: "shared" },
};

/** Changes to the valid organization: use cases in `shared`, with members of projects of every unit. */
export function withUseCases(useCases: object = { churn: CHURN }, aiops: object = {}): Changes {
  return {
    "shared.aiops": { codeHosts: { github: HOST }, ...aiops },
    "shared.useCases": useCases,
    "shared.domain.grants.members": {
      policy: "ADD_TO_PROJECT_MEMBER_POOL",
      principal: { allUsers: true },
      includeChildUnits: true,
    },
  };
}

/** A code host with changes. */
export const codeHost = (changes: object): object => ({ codeHosts: { github: { ...HOST, ...changes } } });
/** The consumer with changes. */
export const churn = (changes: object): object => ({ churn: { ...CHURN, ...changes } });
/** The consumer whose stage after development has changes. */
export const churnIn = (changes: object): object => churn({ stages: [{ ...CHURN.stages[0], ...changes }] });
