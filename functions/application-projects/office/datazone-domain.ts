import {
  GetGroupProfileCommand,
  GetProjectCommand,
  GetUserProfileCommand,
  ListEnvironmentsCommand,
  ListProjectsCommand,
  type ProjectSummary,
} from "@aws-sdk/client-datazone";
import { awsFault, isDenied, isNotFound, lacksPermission } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { ProjectDomain } from "../service/domain";
import { profileOf } from "../service/facts";
import { deploymentOf, reasonsOf } from "../service/look";
import type { Directory } from "../service/people";
import type { ListedProject, MemberWords, OfficeDomain, SeenEnvironment } from "./domain";
import { offeredProfile } from "./offered-profile";

/** Items that a call of ListProjects takes. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_ListProjects.html */
const MOST = 50;

/** Form of a project's id. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_GetProject.html */
const ID = /^[\w-]{1,36}$/;

/** Reads of a DataZone domain for people, as the role that makes the projects. */
export class DataZoneOffice implements OfficeDomain {
  private readonly words = new Map<string, MemberWords>();

  public constructor(
    private readonly domain: ProjectDomain,
    private readonly directory: Directory,
  ) {}

  public page: OfficeDomain["page"] = async (nextToken, limit) => {
    const maxResults = Math.min(MOST, limit);
    try {
      const page = await this.domain.client.send(new ListProjectsCommand({ ...this.on, nextToken, maxResults }));
      return { projects: (page.items ?? []).map(listed), ...(page.nextToken ? { next: page.nextToken } : {}) };
    } catch (error) {
      // Somebody has changed the cursor, or it is too old: nothing is behind that place.
      if (nextToken !== undefined && awsFault(error)?.name === "ValidationException") return { projects: [] };
      throw error;
    }
  };

  public projectsOf: OfficeDomain["projectsOf"] = async ({ profileId, groupProfiles }) => {
    const asked = [
      ...(profileId === undefined ? [] : [{ userIdentifier: profileId }]),
      ...groupProfiles.map((groupIdentifier) => ({ groupIdentifier })),
    ];
    const projects = new Map<string, ListedProject>();
    // One after the other: the service takes eight of these calls a second from all callers together.
    for (const member of asked) {
      // Whose profile is gone by now is a member of nothing.
      const items = await orHidden(() =>
        allPages(
          (nextToken) =>
            this.domain.client.send(new ListProjectsCommand({ ...this.on, ...member, nextToken, maxResults: MOST })),
          (page) => page.items,
        ),
      );
      for (const item of items ?? []) projects.set(item.id ?? "", listed(item));
    }
    return [...projects.values()];
  };

  public project: OfficeDomain["project"] = async (identifier) => {
    if (!ID.test(identifier)) return undefined;
    const found = await orHidden(() => this.domain.client.send(new GetProjectCommand({ ...this.on, identifier })));
    if (found === undefined) return undefined;
    const { projectProfileId, createdAt } = found;
    return {
      ...listed(found),
      ...(projectProfileId === undefined ? {} : { profileId: projectProfileId }),
      ...(createdAt === undefined ? {} : { createdAt: createdAt.toISOString() }),
      ...{ deployment: deploymentOf(found), reasons: reasonsOf(found) },
    };
  };

  public membersOf: OfficeDomain["membersOf"] = (id) => orHidden(() => this.directory.membersOf(id));

  public rosterOf: OfficeDomain["rosterOf"] = (id) => orHidden(() => this.directory.rosterOf(id));

  public environmentsOf: OfficeDomain["environmentsOf"] = async (projectIdentifier) => {
    const found = await orHidden(() =>
      allPages(
        (nextToken) =>
          this.domain.client.send(new ListEnvironmentsCommand({ ...this.on, projectIdentifier, nextToken })),
        ({ items }) => items,
      ),
    );
    return found?.map(
      ({ id = "", name = "", status = "", awsAccountId = "", awsAccountRegion = "" }): SeenEnvironment => ({
        ...{ id, name, status },
        ...{ account: awsAccountId, region: awsAccountRegion },
      }),
    );
  };

  public profile: OfficeDomain["profile"] = async (key) => {
    const profile = await profileOf(this.domain, this.directory, key);
    return profile?.status === "ENABLED" ? offeredProfile(this.domain, key, profile) : undefined;
  };

  public profileKeyOf: OfficeDomain["profileKeyOf"] = async (id) => {
    const key = await this.directory.profiles.keyOf(id);
    return key === id ? undefined : key;
  };

  public unitKeyOf: OfficeDomain["unitKeyOf"] = (id) => keyIn(this.domain.settings.names.units, id);

  public unitIdOf: OfficeDomain["unitIdOf"] = (key) => entry(this.domain.settings.names.units, key);

  public unitNameOf: OfficeDomain["unitNameOf"] = (key) => entry(this.domain.settings.names.unitNames, key);

  public profileNameOf: OfficeDomain["profileNameOf"] = (key) => entry(this.domain.settings.names.profiles, key);

  public wordsFor: OfficeDomain["wordsFor"] = async (id) => {
    const words = this.words.get(id) ?? (await this.userWords(id)) ?? (await this.groupWords(id));
    // Nobody's name moves to somebody else; who is not known today may be tomorrow.
    if (words !== undefined) this.words.set(id, words);
    return words;
  };

  private async userWords(userIdentifier: string): Promise<MemberWords | undefined> {
    const found = await orHidden(() =>
      this.domain.client.send(new GetUserProfileCommand({ ...this.on, userIdentifier })),
    );
    if (found === undefined) return undefined;
    const name = found.details?.sso?.username ?? found.details?.iam?.arn;
    return { type: "user", ...(name === undefined ? {} : { name }) };
  }

  private async groupWords(groupIdentifier: string): Promise<MemberWords | undefined> {
    const found = await orHidden(() =>
      this.domain.client.send(new GetGroupProfileCommand({ ...this.on, groupIdentifier })),
    );
    if (found === undefined) return undefined;
    const name = found.groupName ?? found.rolePrincipalArn;
    return { type: "group", ...(name === undefined ? {} : { name }) };
  }

  private get on(): { readonly domainIdentifier: string } {
    return { domainIdentifier: this.domain.settings.domainId };
  }
}

const STATES: Readonly<Record<string, ListedProject["state"]>> = {
  ACTIVE: "there",
  DELETING: "going",
  DELETE_FAILED: "deletion-failed",
  UPDATE_FAILED: "failed",
};

/** A state that is not known is one in which the service works: MOVING and UPDATING are. */
function listed(project: Omit<ProjectSummary, "createdBy" | "domainId">): ListedProject {
  const { id = "", name = "", description = "", domainUnitId, projectStatus = "ACTIVE" } = project;
  return {
    ...{ id, name, description, state: STATES[projectStatus] ?? "changing" },
    ...(domainUnitId === undefined ? {} : { unitId: domainUnitId }),
  };
}

const entry = (values: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined;

const keyIn = (ids: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.keys(ids).find((key) => ids[key] === id);

/** Nothing where there is no such thing, or the application may not see it. What its own policy lacks is an error. */
async function orHidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || (isDenied(error) && !lacksPermission(error))) return undefined;
    throw error;
  }
}
