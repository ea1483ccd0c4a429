import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Accounts that a pool may hold, by the service's limit. */
const POOL_SIZE = 25;

/** Stages of a generated organization that have member accounts; `shared` owns their domain. */
export const MEMBER_STAGES = ["dev", "staging", "prod"] as const;

/** Location of the states of a generated organization. */
export type Backend = "s3" | "local" | "cloud";

const STATES: Readonly<Record<Backend, string>> = {
  s3: "",
  local: 'state: { backend: "local" },',
  cloud: 'state: { backend: "cloud", organization: "bench" },',
};

/**
 * Writes an organization with its member accounts spread over three stages that join the domain of a fourth, as someone
 * with that many accounts would: by a loop in TypeScript.
 *
 * Per account: SQL analytics (4 blueprints) and a created network; per 25 accounts of a stage a pool; per stage 4 profiles
 * and 4 projects.
 */
export function writeOrganization(directory: string, accounts: number, backend: Backend): void {
  const state = STATES[backend];
  const withState = (stage: string): string => stage.replace("  organization,\n", `  organization,\n  ${state}\n`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "shared.ts"), withState(SHARED));
  MEMBER_STAGES.forEach((stage, position) => {
    const share = (index: number): number => Math.floor((accounts * index) / MEMBER_STAGES.length);
    writeFileSync(
      join(directory, `${stage}.ts`),
      withState(stageFile(stage, share(position), share(position + 1) - share(position))),
    );
  });
}

const COMMON = `import { blueprints, defineEnvironment } from "smus-cdktf";

const governance = { data: { id: "900000000000" } };
const organization = { namePrefix: "bench", organizationId: "o-benchbench", tags: { "data-owner": "platform" } };
`;

const SHARED = `${COMMON.replace("blueprints, ", "")}
export default defineEnvironment({
  organization,
  governanceAccount: "data",
  accounts: governance,
  domain: {
    name: "bench",
    region: "eu-central-1",
    units: { finance: { name: "Finance" }, marketing: { name: "Marketing" } },
    singleSignOn: { type: "IAM_IDC" },
    groups: { leads: { groupIdentifier: "Leads" }, engineers: { groupIdentifier: "Engineers" } },
    grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } } },
  },
});
`;

/** Puts the files under version control, and changes one profile afterwards: what `npm run affected` is asked about. */
export function changeOneProfile(directory: string): void {
  const git = (...args: string[]): void => {
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid", ...args], {
      cwd: directory,
      stdio: "pipe",
    });
  };
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "before");
  const file = join(directory, "dev.ts");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('template: "sql-analytics"', 'description: "Changed", template: "sql-analytics"'));
}

/** @param first number of the stage's first account in the organization */
function stageFile(stage: string, first: number, accounts: number): string {
  return `${COMMON}
${accountsAndPools(stage, first, accounts)}
const slots = [0, 1, 2, 3];

export default defineEnvironment({
  organization,
  governanceAccount: "data",
  accounts: { ...governance, ...members },
  domain: { fromStage: "shared" },
  pools,
  profiles: Object.fromEntries(
    slots.map((slot) => [
      \`profile-\${slot}\`,
      {
        name: \`${stage}-profile-\${slot}\`,
        unit: slot % 2 === 0 ? "finance" : "marketing",
        target: { pools: [poolKeys[slot % poolKeys.length]] },
        template: "sql-analytics" as const,
        without: ["OnDemand QuickSight"],
      },
    ]),
  ),
  projects: Object.fromEntries(
    slots.map((slot) => [
      \`project-\${slot}\`,
      {
        name: \`${stage}-project-\${slot}\`,
        unit: slot % 2 === 0 ? "finance" : "marketing",
        profile: \`profile-\${slot}\`,
        account: { account: key(${first} + (slot % poolKeys.length) * ${POOL_SIZE}) },
        members: { leads: { group: "leads", designation: "PROJECT_OWNER" as const } },
      },
    ]),
  ),
});
`;
}

/** Declarations of the accounts and pools of a stage: `numbers`, `key`, `members`, `poolKeys` and `pools`. */
function accountsAndPools(stage: string, first: number, accounts: number): string {
  return `const numbers = Array.from({ length: ${accounts} }, (_, index) => ${first} + index);
const key = (index: number) => \`member-\${String(index).padStart(4, "0")}\`;
const members = Object.fromEntries(
  numbers.map((index) => [
    key(index),
    {
      id: String(910000000000 + index),
      businessUnit: index % 2 === 0 ? "finance" : "marketing",
      costCenter: \`CC-\${index}\`,
      blueprints: blueprints("Tooling", "DataLake", "LakehouseCatalog", "RedshiftServerless"),
    },
  ]),
);
const poolKeys = Array.from({ length: ${Math.ceil(accounts / POOL_SIZE)} }, (_, pool) => \`${stage}-pool-\${pool}\`);
const pools = Object.fromEntries(
  poolKeys.map((pool, number) => [
    pool,
    {
      source: {
        accounts: numbers.slice(number * ${POOL_SIZE}, (number + 1) * ${POOL_SIZE}).map((index) => ({ account: key(index) })),
      },
    },
  ]),
);`;
}
