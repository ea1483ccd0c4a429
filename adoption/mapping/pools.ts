import type { LivePool } from "../live";
import { REFUSED_STEP, type Atlas } from "./atlas";
import { compact, textOf, type PoolInput } from "./parts";

/** Assigns every pool to a stage: that of its accounts. */
export function assignPools(atlas: Atlas): void {
  for (const pool of atlas.live.pools) {
    const left = whyLeft(atlas, pool);
    const subject = `pool "${pool.name}" (${pool.id})`;
    if (left !== undefined) atlas.leave(subject, ...left);
    else atlas.stageOfPool.set(pool.id, stageOf(atlas, pool) ?? "");
  }
}

function stageOf(atlas: Atlas, { accounts }: LivePool): string | undefined {
  if (accounts === undefined) return atlas.split.owner;
  return atlas.stageOfAll(accounts.map(({ awsAccountId = "" }) => awsAccountId));
}

/** Reason and step. */
function whyLeft(atlas: Atlas, pool: LivePool): [string, string] | undefined {
  const { id, accounts = [], handler } = pool;
  const idle = accounts.flatMap(({ awsAccountId = "" }) => atlas.whyIdle(awsAccountId) ?? []);
  if (idle.length > 0) return [idle.join("; "), "take it out of the pool, or keep the pool by hand"];
  if (stageOf(atlas, pool) === undefined)
    return ["its accounts belong to several stages, or to none", "keep it by hand, or split it into one per stage"];
  if (accounts.length === 0 && handler === undefined) return ["it has no accounts", "keep it by hand"];
  if (handler !== undefined && handler.lambdaExecutionRoleArn === undefined)
    return ["its handler has no execution role", "give it one, or keep the pool by hand"];
  const refusal = atlas.refusal("AccountPool", id);
  return refusal === undefined ? undefined : [refusal, REFUSED_STEP];
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
