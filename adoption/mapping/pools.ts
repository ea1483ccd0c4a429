import type { LivePool } from "../live";
import type { DomainMapping } from "./domain-mapping";
import { REFUSED_STEP } from "./outcome";
import { compact, textOf, type PoolInput } from "./parts";

/** Assigns every pool to a stage: that of its accounts. */
export function assignPools(mapping: DomainMapping): void {
  for (const pool of mapping.live.pools) {
    const stage = stageOf(mapping, pool);
    const left = whyLeft(mapping, pool, stage);
    if (left !== undefined) mapping.outcome.leave(`pool "${pool.name}" (${pool.id})`, ...left);
    else if (stage !== undefined) mapping.stages.assignPool(pool.id, stage);
  }
}

function stageOf(mapping: DomainMapping, { accounts }: LivePool): string | undefined {
  if (accounts === undefined) return mapping.stages.owner;
  return mapping.stages.ofAccounts(accounts.map(({ awsAccountId = "" }) => awsAccountId));
}

/** Reason and step. */
function whyLeft(mapping: DomainMapping, pool: LivePool, stage: string | undefined): [string, string] | undefined {
  const { id, accounts = [], handler } = pool;
  const idle = accounts.flatMap(({ awsAccountId = "" }) => mapping.whyIdle(awsAccountId) ?? []);
  if (idle.length > 0) return [idle.join("; "), "take it out of the pool, or keep the pool by hand"];
  if (stage === undefined)
    return ["its accounts belong to several stages, or to none", "keep it by hand, or split it into one per stage"];
  if (accounts.length === 0 && handler === undefined) return ["it has no accounts", "keep it by hand"];
  if (handler !== undefined && handler.lambdaExecutionRoleArn === undefined)
    return ["its handler has no execution role", "give it one, or keep the pool by hand"];
  const refusal = mapping.refusal("AccountPool", id);
  return refusal === undefined ? undefined : [refusal, REFUSED_STEP];
}

/** Pools of a stage, by key. */
export function mapPools(mapping: DomainMapping, stage: string): Record<string, PoolInput> {
  const pools = mapping.live.pools.filter(({ id }) => mapping.stages.ofPool(id) === stage);
  return Object.fromEntries(
    pools.map((pool) => {
      const key = mapping.keys.pools.of(pool.id);
      mapping.outcome.adopt(stage, pool.id, "AccountPool", key);
      const source =
        pool.accounts === undefined ? { handler: handlerOf(pool) } : { accounts: accountsOf(mapping, pool) };
      return [key, compact<PoolInput>({ name: pool.name, description: textOf(pool.description), source })];
    }),
  );
}

function handlerOf({ handler }: LivePool): { lambdaFunctionArn: string; lambdaExecutionRoleArn: string } {
  const { lambdaFunctionArn = "", lambdaExecutionRoleArn = "" } = handler ?? {};
  return { lambdaFunctionArn, lambdaExecutionRoleArn };
}

function accountsOf(
  mapping: DomainMapping,
  { accounts = [] }: LivePool,
): { account: string; regions: string[]; name?: string | false }[] {
  return accounts.map(({ awsAccountId = "", supportedRegions = [], awsAccountName }) => {
    const account = mapping.keys.accounts.of(awsAccountId);
    const name = awsAccountName === account ? undefined : (awsAccountName ?? (false as const));
    return { account, regions: [...supportedRegions].sort(), ...(name === undefined ? {} : { name }) };
  });
}
