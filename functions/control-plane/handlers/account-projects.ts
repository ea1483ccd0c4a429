import {
  GetProjectCommand,
  type GetProjectOutput,
  GetProjectProfileCommand,
  type EnvironmentConfiguration,
  ListEnvironmentsCommand,
  ListProjectsCommand,
  type ProjectSummary,
} from "@aws-sdk/client-datazone";
import { isDenied, isNotFound } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { Clients } from "../clients";

/** Account whose projects are looked for, in a domain. */
export interface AccountInDomain {
  readonly domainId: string;
  readonly accountId: string;
  /** Ids of projects that do not count. @default - all count */
  readonly leaving?: readonly string[];
}

/** Projects that rely on an account, by name. */
export interface AccountProjects {
  readonly names: readonly string[];
  /** Projects of which the service does not say where they are: they may rely on it. */
  readonly unknown: readonly string[];
  /** The search ended early: there may be more. */
  readonly incomplete: boolean;
}

/** The service takes 8 calls a second of ListEnvironments. */
const AT_ONCE = 8;
/** More names help nobody, and a domain has up to 1000 projects. */
const ENOUGH = 20;

/**
 * Projects that have an environment in an account, or whose accounts are resolved to it: also one whose deployment failed, and one
 * that is being deleted, for both need the account's configurations until they are gone.
 */
export async function projectsIn(clients: Clients, account: AccountInDomain): Promise<AccountProjects> {
  const { domainId, leaving = [] } = account;
  const all = await allPages(
    (nextToken) => clients.datazone().send(new ListProjectsCommand({ domainIdentifier: domainId, nextToken })),
    (page) => page.items,
  );
  const candidates = all.filter(({ id }) => !leaving.includes(id ?? ""));
  const search = new Search(clients, account);
  const found: Record<Place, string[]> = { here: [], elsewhere: [], unknown: [] };
  let looked = 0;
  while (looked < candidates.length && found.here.length < ENOUGH) {
    const group = candidates.slice(looked, looked + AT_ONCE);
    const places = await Promise.all(group.map((project) => search.placeOf(project)));
    places.forEach((place, index) => found[place].push(group[index].name ?? group[index].id ?? ""));
    looked += group.length;
  }
  return { names: found.here.sort(), unknown: found.unknown.sort(), incomplete: looked < candidates.length };
}

type Place = "here" | "elsewhere" | "unknown";

/** One search through the projects of a domain; a profile is read once. */
class Search {
  private readonly profiles = new Map<string, Promise<readonly EnvironmentConfiguration[]>>();

  public constructor(
    private readonly clients: Clients,
    private readonly account: AccountInDomain,
  ) {}

  public async placeOf({ id }: ProjectSummary): Promise<Place> {
    const { domainId, accountId } = this.account;
    const [environments, project] = await Promise.all([
      this.environmentAccounts(id ?? ""),
      unlessGone(this.clients.datazone().send(new GetProjectCommand({ domainIdentifier: domainId, identifier: id }))),
    ]);
    if (project === "gone") return "elsewhere";
    if (environments !== "denied" && environments.includes(accountId)) return "here";
    if (project === "denied") return "unknown";
    const targets = await this.targetsOf(project);
    if (targets.includes(accountId)) return "here";
    // Accounts of an SSM parameter are in the domain's account only: where environments are is all that can be known.
    const resolved = environments !== "denied" && environments.length > 0;
    return targets.includes(UNREADABLE) && !resolved ? "unknown" : "elsewhere";
  }

  /** Accounts of a project's environments. A project without any has not come to life, or is nearly gone. */
  private async environmentAccounts(projectId: string): Promise<readonly string[] | "denied"> {
    const found = await unlessGone(
      allPages(
        (nextToken) =>
          this.clients.datazone().send(
            new ListEnvironmentsCommand({
              domainIdentifier: this.account.domainId,
              projectIdentifier: projectId,
              nextToken,
            }),
          ),
        (page) => page.items,
      ),
    );
    if (found === "gone") return [];
    if (found === "denied") return found;
    return found.filter(({ status }) => status !== "DELETED").map(({ awsAccountId }) => awsAccountId ?? "");
  }

  /** Accounts that a project was given, and those that its profile names. */
  private async targetsOf({ userParameters = [], projectProfileId }: GetProjectOutput): Promise<string[]> {
    const given = userParameters.map(
      ({ environmentResolvedAccount }) => environmentResolvedAccount?.awsAccountId ?? "",
    );
    if (projectProfileId === undefined) return given;
    const profile = this.profiles.get(projectProfileId) ?? this.configurationsOf(projectProfileId);
    this.profiles.set(projectProfileId, profile);
    return [...given, ...(await profile).map(({ awsAccount }) => accountOf(awsAccount))];
  }

  private async configurationsOf(profileId: string): Promise<readonly EnvironmentConfiguration[]> {
    const profile = await unlessGone(
      this.clients
        .datazone()
        .send(new GetProjectProfileCommand({ domainIdentifier: this.account.domainId, identifier: profileId })),
    );
    if (profile === "gone") return [];
    return profile === "denied" ? [DENIED_PROFILE] : (profile.environmentConfigurations ?? []);
  }
}

/** Stands for an account that a path names, or a profile that may not be read. */
const UNREADABLE = "unreadable";
const DENIED_PROFILE = { awsAccount: { awsAccountIdPath: "" } } as EnvironmentConfiguration;

function accountOf(account: EnvironmentConfiguration["awsAccount"]): string {
  if (account === undefined) return "";
  return account.awsAccountIdPath === undefined ? (account.awsAccountId ?? "") : UNREADABLE;
}

async function unlessGone<T>(asked: Promise<T>): Promise<T | "gone" | "denied"> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return "gone";
    if (isDenied(error)) return "denied";
    throw error;
  }
}
