import type {
  AccountInfo,
  AccountSource,
  CreateAccountPoolCommandInput,
  DeleteAccountPoolCommandInput,
  GetAccountPoolCommandInput,
  ListAccountPoolsCommandInput,
  ListAccountsInAccountPoolCommandInput,
  UpdateAccountPoolCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, quotaExceeded, validationError } from "../../errors";
import { newId } from "../../identifiers";
import { assumeRoles } from "../../new-roles";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, checkName, domainOf } from "./access";
import { accountsOfHandler } from "./account-pool-handler";
import { type AccountPool, type Domain, now } from "./model";
import { callerAsUser } from "./principals";

/** 100 pools per domain; 25 accounts per pool and 3 Regions per account (botocore). @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const MAX_POOLS = 100;
const MAX_ACCOUNTS = 25;
const MAX_REGIONS = 3;
const PAGE = 50;

/**
 * An account pool of a domain by its id.
 *
 * @throws ServiceError ResourceNotFoundException
 */
export function poolOf(domain: Domain, id: string | undefined): AccountPool {
  const pool = domain.accountPools[id ?? ""];
  if (!pool) throw notFound(`Account pool ${id} does not exist in domain ${domain.id}`);
  return pool;
}

function checkSource(source: AccountSource | undefined, call: Call): AccountSource {
  if (source?.customAccountPoolHandler) {
    assumeRoles([source.customAccountPoolHandler.lambdaExecutionRoleArn], call);
    return source;
  }
  if (!source?.accounts?.length)
    throw validationError("accountSource must have accounts or a customAccountPoolHandler");
  const { accounts } = source;
  if (accounts.length > MAX_ACCOUNTS)
    throw validationError(`accountSource.accounts: at most ${MAX_ACCOUNTS} accounts, got ${accounts.length}`);
  for (const { awsAccountId, supportedRegions } of accounts)
    if (!supportedRegions?.length || supportedRegions.length > MAX_REGIONS)
      throw validationError(`account ${awsAccountId}: 1 to ${MAX_REGIONS} supportedRegions`);
  const ids = new Set(accounts.map((account) => account.awsAccountId));
  if (ids.size !== accounts.length) throw validationError("accountSource.accounts names an account twice");
  return source;
}

function checkUnique(domain: Domain, name: string, self?: string): void {
  if (Object.values(domain.accountPools).some((pool) => pool.name === name && pool.id !== self))
    throw conflict(`Account pool ${name} already exists`);
}

/** A pool as it is read, in the recorded order: who created or changed it is not in it, although the model requires it. */
const describe = (domain: Domain, pool: AccountPool) => {
  const { name, id, description, resolutionStrategy, accountSource, createdAt, lastUpdatedAt } = pool;
  const { rootDomainUnitId: domainUnitId } = domain;
  const answer = { domainId: domain.id, name, id, description, resolutionStrategy, accountSource };
  return { ...answer, createdAt, lastUpdatedAt, domainUnitId };
};

/** The answer of a write, which has them. */
const describeWritten = (domain: Domain, pool: AccountPool) => ({
  ...describe(domain, pool),
  createdBy: pool.createdBy,
  updatedBy: pool.updatedBy,
});

function createAccountPool(input: CreateAccountPoolCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const name = checkName("Account pool", input.name, 64);
  if (input.resolutionStrategy !== "MANUAL") throw validationError("resolutionStrategy must be MANUAL");
  const accountSource = checkSource(input.accountSource, call);
  checkUnique(domain, name);
  if (Object.keys(domain.accountPools).length >= MAX_POOLS)
    throw quotaExceeded(`A domain has at most ${MAX_POOLS} account pools`);
  const time = now();
  const user = callerAsUser(domain, call);
  const pool: AccountPool = {
    id: newId(),
    name,
    description: input.description,
    resolutionStrategy: input.resolutionStrategy,
    accountSource,
    createdBy: user,
    createdAt: time,
    lastUpdatedAt: time,
    updatedBy: user,
  };
  domain.accountPools[pool.id] = pool;
  return describeWritten(domain, pool);
}

function updateAccountPool(input: UpdateAccountPoolCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const pool = poolOf(domain, input.identifier);
  if (input.name !== undefined) {
    checkUnique(domain, checkName("Account pool", input.name, 64), pool.id);
    pool.name = input.name;
  }
  if (input.description !== undefined) pool.description = input.description;
  if (input.accountSource !== undefined) pool.accountSource = checkSource(input.accountSource, call); // replaced whole
  pool.lastUpdatedAt = now();
  pool.updatedBy = callerAsUser(domain, call);
  return describeWritten(domain, pool);
}

function listAccountPools(input: ListAccountPoolsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const pools = Object.values(domain.accountPools)
    .filter((pool) => input.name === undefined || pool.name === input.name)
    .sort((a, b) => a.name.localeCompare(b.name));
  if (input.sortOrder === "DESCENDING") pools.reverse();
  const { items, nextToken } = page(pools, input, PAGE, call);
  return {
    items: items.map(({ id, name, resolutionStrategy, createdBy, updatedBy }) => ({
      domainId: domain.id,
      domainUnitId: domain.rootDomainUnitId,
      id,
      name,
      resolutionStrategy,
      createdBy,
      updatedBy,
    })),
    nextToken,
  };
}

/** The accounts of a pool: given in it, or answered by its handler function. */
export function accountsOfPool(domain: Domain, pool: AccountPool, call: Call): Promise<AccountInfo[]> {
  const { accounts, customAccountPoolHandler } = pool.accountSource;
  return customAccountPoolHandler
    ? accountsOfHandler(domain, customAccountPoolHandler, call)
    : Promise.resolve([...(accounts ?? [])]);
}

/** Operations on account pools. */
export const ACCOUNT_POOL_OPERATIONS: Operations = {
  CreateAccountPool: operation(createAccountPool),
  GetAccountPool: operation((input: GetAccountPoolCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, poolOf(domain, input.identifier));
  }),
  UpdateAccountPool: operation(updateAccountPool),
  DeleteAccountPool: operation((input: DeleteAccountPoolCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    // That a pool that a profile refers to can be deleted is assumed.
    delete domain.accountPools[poolOf(domain, input.identifier).id];
    return {};
  }),
  ListAccountPools: operation(listAccountPools),
  ListAccountsInAccountPool: operation(async (input: ListAccountsInAccountPoolCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const accounts = await accountsOfPool(domain, poolOf(domain, input.identifier), call);
    return page(accounts, input, PAGE, call);
  }),
};
