import { projectSettings } from "../../../governance/project-requests";
import type { OfferedAccount } from "../../../governance/projects/choose-account";
import type { ProfileConfiguration } from "../../../governance/project-requests";

/** Settings of the organization that the fake API plays. */
export const PROJECT_SETTINGS = projectSettings.parse({
  naming: {
    pattern: "[a-z][a-z0-9-]*",
    inWords: "small letters, digits and hyphens, a letter first",
    maximum: 40,
  },
  units: {
    finance: {
      maximum: 2000,
      approval: { deciders: ["unit-stewards", "governance-team"], remindAfterDays: 3, lapseAfterDays: 14 },
    },
    "finance-reporting": { profiles: ["analytics"] },
  },
  profiles: { analytics: {}, "machine-learning": { maximum: 2000 } },
  lifetime: { defaultDays: 180, maximumDays: 365 },
});

/** Units as people read them, by key. */
export const UNIT_NAMES: Readonly<Record<string, string>> = {
  finance: "Finance",
  "finance-reporting": "Reporting of finance",
  marketing: "Marketing",
};

/** Profile as people read it. */
export interface FakeProfileOfProjects {
  readonly name: string;
  readonly description: string;
  readonly configurations: readonly ProfileConfiguration[];
  readonly parameters: Readonly<Record<string, readonly { readonly name: string; readonly value?: string }[]>>;
}

/** Pool of accounts that the profiles run in. */
export const POOL = "pool-dev";

/** Profiles by their keys. */
export const PROFILES_OF_PROJECTS: Readonly<Record<string, FakeProfileOfProjects>> = {
  analytics: {
    name: "Analytics",
    description: "Tables and queries: a database in the lake, SQL, and notebooks.",
    configurations: [
      { name: "Tooling", poolIds: [POOL], locked: ["allowConnectionToUserGovernedEmrClusters"] },
      { name: "Lakehouse Database", poolIds: [POOL], locked: [] },
    ],
    parameters: {
      Tooling: [{ name: "idleTimeoutInMinutes", value: "60" }],
      "Lakehouse Database": [{ name: "glueDbName" }],
    },
  },
  "machine-learning": {
    name: "Machine learning",
    description: "Everything of analytics, and training and serving of models.",
    configurations: [{ name: "Tooling", poolIds: [POOL], locked: [] }],
    parameters: { Tooling: [{ name: "idleTimeoutInMinutes", value: "60" }] },
  },
};

/** Accounts of the pool. */
export const offeredAccounts = (count: number): OfferedAccount[] =>
  Array.from({ length: count }, (_, index) => ({
    poolId: POOL,
    accountId: String(100_000_000_001 + index),
    regions: index % 2 === 0 ? ["eu-central-1", "eu-west-1"] : ["eu-central-1"],
  }));
