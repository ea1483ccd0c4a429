import { RunnerError } from "../../runner";
import type { LiveAccount, LiveDomain, LiveMember, UnreadableAccount } from "../live";
import type { Access, AccountClients } from "./access";
import { readAccount } from "./accounts";
import { readCatalog, readManagedAssetTypes } from "./catalog";
import { readBlueprintNames, readCustomBlueprints, readDomain } from "./domain";
import { readGit } from "./git";
import { readTypeGrants, readUnitGrants } from "./grants";
import { readingIn, UnreadableAccountError } from "./unreadable-account";
import { eachOf } from "./order";
import { readGroups, readUsers } from "./people";
import { readPools, readProfiles } from "./profiles";
import { readProjects } from "./projects";
import { readShares } from "./shares";
import { readOwners, readUnits } from "./units";

export { assumingAccess, owningAccount, type Access, type AccountClients } from "./access";
export { readingPermissions } from "./permissions";

/** Domain and accounts to read, and the access to them. */
export interface ReadOptions {
  readonly domainId: string;
  readonly governanceAccountId: string;
  /** Accounts beside those that shares, pools, profiles and projects name. */
  readonly furtherAccounts: readonly string[];
  /** Accounts that are left out. */
  readonly without: readonly string[];
  readonly access: Access;
  /** Told what takes long. */
  readonly say?: (line: string) => void;
}

/**
 * Reads a domain and everything that belongs to it. Only reads are sent.
 *
 * A member account that refuses to be read is noted: what reaches it cannot be adopted, the rest can.
 */
export async function readLiveDomain(options: ReadOptions): Promise<LiveDomain> {
  const say = options.say ?? ((): void => undefined);
  if (options.without.includes(options.governanceAccountId))
    throw new RunnerError(`account ${options.governanceAccountId} owns the domain: it cannot be left out`);
  const governance = await options.access(options.governanceAccountId);
  say(`reading domain ${options.domainId} in account ${options.governanceAccountId}`);
  const central = await readingIn(options.governanceAccountId, () => readCentral(governance, options));

  const ids = accountIds(central, options);
  const unreadable: UnreadableAccount[] = [];
  const accounts = await eachOf(ids, async (id): Promise<LiveAccount[]> => {
    say(`reading account ${id}`);
    try {
      const clients = await options.access(id);
      return [await readingIn(id, () => readAccount(clients, central, id, central.blueprints))];
    } catch (error) {
      if (!(error instanceof UnreadableAccountError) || id === central.accountId) throw error;
      unreadable.push({ id, reason: error.reason });
      return [];
    }
  });
  const people = await readingIn(options.governanceAccountId, () => readPeople(governance, central));
  return { ...central, ...people, accounts: accounts.flat(), unreadable };
}

type Central = Omit<LiveDomain, "accounts" | "unreadable" | "users" | "groups">;

/** Reads what the account that owns the domain has. */
async function readCentral(
  governance: AccountClients,
  { domainId, governanceAccountId }: Pick<ReadOptions, "domainId" | "governanceAccountId">,
): Promise<Central> {
  const domain = await readDomain(governance, domainId);
  // Members see it, too, but not all of it.
  if (domain.accountId !== governanceAccountId)
    throw new RunnerError(
      `domain ${domainId} belongs to account ${domain.accountId}, not to ${governanceAccountId}`,
      `name its owner: --governance-account ${domain.accountId}`,
    );
  const blueprints = await readBlueprintNames(governance, domain.id);
  const customBlueprints = await readCustomBlueprints(governance, domain.id);
  const rootOwners = await readOwners(governance, domain.id, domain.rootUnitId);
  const units = await readUnits(governance, domain.id, domain.rootUnitId);
  const unitIds = [domain.rootUnitId, ...units.map(({ id }) => id)];
  const unitGrants = await readUnitGrants(governance, domain.id, unitIds);
  const shares = await readShares(governance, domain.arn);
  const pools = await readPools(governance, domain.id);
  const profiles = await readProfiles(governance, domain.id, domain.rootUnitId);
  const projects = await readProjects(governance, domain.id, domain.rootUnitId);
  const catalog = await readCatalog(governance, domain.id, unitIds);
  const managedTypes = await readManagedAssetTypes(governance, domain.id);
  const typeNames = [...catalog.assetTypes.map(({ name }) => name), ...managedTypes];
  const grants = [...unitGrants, ...(await readTypeGrants(governance, domain.id, typeNames))];
  const git = await readGit(governance, domain.region);
  const people = { rootOwners, units, grants, shares };
  return { ...domain, ...people, blueprints, customBlueprints, pools, profiles, projects, catalog, git };
}

/** Profiles of people: those in use, and those that something names. */
async function readPeople(
  governance: AccountClients,
  { id, rootOwners, units, projects, grants }: Central,
): Promise<Pick<LiveDomain, "users" | "groups">> {
  const members = [...rootOwners, ...units.flatMap(({ owners }) => owners), ...projects.flatMap((p) => p.members)];
  const named = (type: LiveMember["type"]): string[] => [
    ...members.filter((member) => member.type === type).map(({ profileId }) => profileId),
    ...grants.flatMap(({ principal }) => {
      const profile = type === "user" ? principal.user?.userIdentifier : principal.group?.groupIdentifier;
      return profile === undefined ? [] : [profile];
    }),
  ];
  return {
    users: await readUsers(governance, id, named("user")),
    groups: await readGroups(governance, id, named("group")),
  };
}

/** Ids of the accounts that anything names, sorted. */
function accountIds(
  { accountId, shares, pools, profiles, projects }: Central,
  { furtherAccounts, without }: Pick<ReadOptions, "furtherAccounts" | "without">,
): string[] {
  const named = [
    accountId,
    ...furtherAccounts,
    ...shares.flatMap(({ principals }) => principals.map(({ id }) => id)),
    ...pools.flatMap(({ accounts = [] }) => accounts.map(({ awsAccountId = "" }) => awsAccountId)),
    ...profiles.flatMap(({ configurations }) => configurations.map(({ awsAccount }) => awsAccount?.awsAccountId ?? "")),
    ...projects.flatMap(({ environments }) => environments.map(({ accountId }) => accountId)),
  ];
  // Shares name organizations and units of them, too, whose accounts RAM does not tell.
  return [...new Set(named)].filter((id) => /^\d{12}$/.test(id) && !without.includes(id)).sort();
}
