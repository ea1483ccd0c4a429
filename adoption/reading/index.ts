import type { LiveAccount, LiveDomain, LiveMember } from "../live";
import type { Access } from "./access";
import { readAccount } from "./accounts";
import { readBlueprintNames, readDomain } from "./domain";
import { readUnitGrants } from "./grants";
import { eachOf } from "./pages";
import { readGroups, readUsers } from "./people";
import { readPools, readProfiles } from "./profiles";
import { readProjects } from "./projects";
import { readShares } from "./shares";
import { readOwners, readUnits } from "./units";

export { assumingAccess, owningAccount, type Access, type AccountClients } from "./access";

/** What to read. */
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

/** Reads a domain and everything that belongs to it. Only reads are sent. */
export async function readLiveDomain(options: ReadOptions): Promise<LiveDomain> {
  const say = options.say ?? ((): void => undefined);
  const governance = await options.access(options.governanceAccountId);
  say(`reading domain ${options.domainId} in account ${options.governanceAccountId}`);
  const domain = await readDomain(governance, options.domainId);
  const blueprints = await readBlueprintNames(governance, domain.id);
  const rootOwners = await readOwners(governance, domain.id, domain.rootUnitId);
  const units = await readUnits(governance, domain.id, domain.rootUnitId);
  const grants = await readUnitGrants(governance, domain.id, [domain.rootUnitId, ...units.map(({ id }) => id)]);
  const shares = await readShares(governance, domain.arn);
  const pools = await readPools(governance, domain.id);
  const profiles = await readProfiles(governance, domain.id, domain.rootUnitId);
  const projects = await readProjects(governance, domain.id, domain.rootUnitId);

  const found = { shares, pools, profiles, projects };
  const ids = accountIds(found, [domain.accountId, ...options.furtherAccounts], options.without);
  const accounts = await eachOf(ids, async (id): Promise<LiveAccount> => {
    say(`reading account ${id}`);
    return readAccount(await options.access(id), domain, id, blueprints);
  });

  const members = [...rootOwners, ...units.flatMap(({ owners }) => owners), ...projects.flatMap((p) => p.members)];
  const named = (type: LiveMember["type"]): string[] => [
    ...members.filter((member) => member.type === type).map(({ profileId }) => profileId),
    ...grants.flatMap(({ principal }) => {
      const id = type === "user" ? principal.user?.userIdentifier : principal.group?.groupIdentifier;
      return id === undefined ? [] : [id];
    }),
  ];
  return {
    ...domain,
    rootOwners,
    units,
    users: await readUsers(governance, domain.id, named("user")),
    groups: await readGroups(governance, domain.id, named("group")),
    grants,
    ...found,
    accounts,
    blueprints,
  };
}

/** Ids of the accounts that anything names, sorted. */
function accountIds(
  { shares, pools, profiles, projects }: Pick<LiveDomain, "shares" | "pools" | "profiles" | "projects">,
  others: readonly string[],
  without: readonly string[],
): string[] {
  const named = [
    ...others,
    ...shares.flatMap(({ principals }) => principals.map(({ id }) => id)),
    ...pools.flatMap(({ accounts = [] }) => accounts.map(({ awsAccountId = "" }) => awsAccountId)),
    ...profiles.flatMap(({ configurations }) => configurations.map(({ awsAccount }) => awsAccount?.awsAccountId ?? "")),
    ...projects.flatMap(({ environments }) => environments.map(({ accountId }) => accountId)),
  ];
  // Shares name organizations and units of them, too, whose accounts RAM does not tell.
  return [...new Set(named)].filter((id) => /^\d{12}$/.test(id) && !without.includes(id)).sort();
}
