import type { LivePool } from "../live";
import type { Atlas } from "./atlas";
import { compact, textOf, type PoolInput } from "./parts";

/** Assigns every pool to a stage: that of its accounts. */
export function assignPools(atlas: Atlas): void {
  for (const pool of atlas.live.pools) {
    const stage =
      pool.accounts === undefined
        ? atlas.split.owner
        : atlas.stageOfAll(pool.accounts.map(({ awsAccountId = "" }) => awsAccountId));
    const problem = stage === undefined ? "its accounts belong to several stages, or to none" : problemOf(atlas, pool);
    if (stage === undefined || problem !== undefined)
      atlas.leave(`pool "${pool.name}" (${pool.id})`, problem ?? "", "keep it by hand, or split it into one per stage");
    else atlas.stageOfPool.set(pool.id, stage);
  }
}

function problemOf(atlas: Atlas, { accounts = [], handler }: LivePool): string | undefined {
  if (handler !== undefined && handler.lambdaExecutionRoleArn === undefined) return "its handler has no execution role";
  const idle = accounts.find(({ awsAccountId = "" }) => !hosts(atlas, awsAccountId));
  return idle === undefined ? undefined : `its account ${idle.awsAccountId} enables no blueprints`;
}

function hosts(atlas: Atlas, id: string): boolean {
  return atlas.live.accounts.some((account) => account.id === id && account.blueprints.length > 0);
}

/** Pools of a stage, by key. */
export function mapPools(atlas: Atlas, stage: string): Record<string, PoolInput> {
  const pools = atlas.live.pools.filter(({ id }) => atlas.stageOfPool.get(id) === stage);
  return Object.fromEntries(
    pools.map((pool) => {
      const key = atlas.pools.get(pool.id) ?? "";
      atlas.adopt(stage, pool.id, "AccountPool", key);
      const source = pool.accounts === undefined ? { handler: handlerOf(pool) } : { accounts: accountsOf(atlas, pool) };
      return [key, compact<PoolInput>({ name: pool.name, description: textOf(pool.description), source })];
    }),
  );
}

function handlerOf({ handler }: LivePool): { lambdaFunctionArn: string; lambdaExecutionRoleArn: string } {
  const { lambdaFunctionArn = "", lambdaExecutionRoleArn = "" } = handler ?? {};
  return { lambdaFunctionArn, lambdaExecutionRoleArn };
}

function accountsOf(
  atlas: Atlas,
  { accounts = [] }: LivePool,
): { account: string; regions: string[]; name?: string | false }[] {
  return accounts.map(({ awsAccountId = "", supportedRegions = [], awsAccountName }) => {
    const account = atlas.accounts.get(awsAccountId) ?? "";
    const name = awsAccountName === account ? undefined : (awsAccountName ?? (false as const));
    return { account, regions: [...supportedRegions].sort(), ...(name === undefined ? {} : { name }) };
  });
}
