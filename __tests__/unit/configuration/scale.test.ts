import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkConfiguration } from "../../../configuration";

/** Directories that tests wrote. */
const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** Three stages with a number of accounts each, in pools of 25, a profile and a project per pool. */
function writeOrganization(accountsPerStage: number): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), "smus-scale-"));
  directories.push(directory);
  const governance = { governance: { id: "100000000000" } };
  const domain = {
    name: "scale",
    region: "us-east-1",
    groups: { all: { rolePrincipalArn: "arn:aws:iam::100000000000:role/all" } },
    grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } } },
  };
  write(directory, "shared", { governanceAccount: "governance", accounts: governance, domain });
  ["dev", "staging", "prod"].forEach((stage, stageIndex) => {
    const keys = Array.from({ length: accountsPerStage }, (_, index) => `account-${index}`);
    const blueprints = { Tooling: {}, DataLake: {}, LakehouseCatalog: {}, RedshiftServerless: {}, QuickSight: {} };
    const accounts = Object.fromEntries(
      keys.map((key, index) => [key, { id: String(2e11 + stageIndex * 1e6 + index), blueprints }]),
    );
    const pools = Array.from({ length: Math.ceil(keys.length / 25) }, (_, index) => index);
    write(directory, stage, {
      governanceAccount: "governance",
      accounts,
      domain: { fromStage: "shared" },
      pools: record(pools, (index) => ({
        source: { accounts: keys.slice(index * 25, index * 25 + 25).map((account) => ({ account })) },
      })),
      profiles: record(pools, (index) => ({
        name: `${stage}-p${index}`,
        target: { pools: [`p${index}`] },
        template: "sql-analytics",
      })),
      grants: record(pools.slice(0, 1), (index) => ({
        policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        profiles: pools.map((pool) => `p${pool}`),
        principal: { group: "all" },
        unit: index === 0 ? "root" : undefined,
      })),
      projects: record(pools, (index) => ({
        name: `${stage}-p${index}`,
        profile: `p${index}`,
        account: { account: keys[index * 25] },
      })),
    });
  });
  return directory;
}

function record(indices: readonly number[], value: (index: number) => unknown): Record<string, unknown> {
  return Object.fromEntries(indices.map((index) => [`p${index}`, value(index)]));
}

function write(directory: string, stage: string, content: unknown): void {
  writeFileSync(path.join(directory, `${stage}.json`), JSON.stringify(content));
}

/** Milliseconds of processor time, so that other work on the machine does not count. */
function measure(directory: string): number {
  const before = process.cpuUsage();
  const { problems } = checkConfiguration(directory);
  const { user, system } = process.cpuUsage(before);
  expect(problems).toEqual([]);
  return (user + system) / 1000;
}

test("checking 900 accounts takes about three times as long as 300, and not a multiple of that", () => {
  const [small, large] = [writeOrganization(100), writeOrganization(300)];
  measure(small);
  const [short, long] = [measure(small), measure(large)];
  // Quadratic growth would be 9 times; the margin is for garbage collection.
  expect(long).toBeLessThan(short * 6 + 100);
  expect(long).toBeLessThan(3000);
});
