import {
  CreateGroupProfileCommand,
  GetGroupProfileCommand,
  type GroupProfileSummary,
  type GroupSearchType,
  SearchGroupProfilesCommand,
  UpdateGroupProfileCommand,
} from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import type { Handler, Live, Scope } from "../engine/handler";

const ASSIGNED = "ASSIGNED";

/**
 * Group profiles: an IAM Identity Center group or an IAM role as a member of the domain.
 *
 * They cannot be deleted. Destroying sets NOT_ASSIGNED, and creating again finds the profile and assigns it again.
 */
export const groupProfile: Handler<"GroupProfile"> = {
  kind: "GroupProfile",
  adoption: "shared",
  lasting: true,
  domainOf: ({ domainId }) => domainId,
  nameOf: (properties) => properties.groupIdentifier ?? properties.rolePrincipalArn ?? "",
  desired: () => ({ status: ASSIGNED }),

  async get({ clients }, { domainId }, id) {
    return liveProfile(
      await clients.datazone().send(new GetGroupProfileCommand({ domainIdentifier: domainId, groupIdentifier: id })),
    );
  },

  async find(scope, properties) {
    return properties.rolePrincipalArn === undefined ? byGroup(scope, properties) : byRole(scope, properties);
  },

  async create({ clients }, properties, token) {
    const { id } = await clients.datazoneOnce().send(
      new CreateGroupProfileCommand({
        domainIdentifier: properties.domainId,
        groupIdentifier: properties.groupIdentifier,
        rolePrincipalArn: properties.rolePrincipalArn,
        clientToken: token,
      }),
    );
    return id ?? "";
  },

  async update({ clients }, { domainId }, live) {
    await clients
      .datazone()
      .send(new UpdateGroupProfileCommand({ domainIdentifier: domainId, groupIdentifier: live.id, status: ASSIGNED }));
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients
      .datazone()
      .send(new UpdateGroupProfileCommand({ domainIdentifier: domainId, groupIdentifier: id, status: "NOT_ASSIGNED" }));
  },
};

function liveProfile(profile: GroupProfileSummary): Live {
  return {
    id: profile.id ?? "",
    phase: "ready",
    status: profile.status,
    values: { status: profile.status },
    // A group comes back by its name and a role perhaps without its path, so the ledger says which one it is.
    createOnly: {},
    attributes: {},
  };
}

/** By IAM Identity Center id or name; where the service looks up by profile id only, among all groups of the domain. */
async function byGroup(scope: Scope, properties: Properties<"GroupProfile">): Promise<Live | undefined> {
  const identifier = properties.groupIdentifier ?? "";
  try {
    return await groupProfile.get(scope, properties, identifier);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return search(
    scope,
    properties,
    "DATAZONE_SSO_GROUP",
    ({ id, groupName }) => id === identifier || groupName === identifier,
  );
}

async function byRole(scope: Scope, properties: Properties<"GroupProfile">): Promise<Live | undefined> {
  const wanted = roleOf(properties.rolePrincipalArn);
  return search(scope, properties, "IAM_ROLE_SESSION_GROUP", (profile) => roleOf(profile.rolePrincipalArn) === wanted);
}

/** A role without its path: names are unique in an account, and services drop the path. */
function roleOf(arn: string | undefined): string {
  return (arn ?? "").replace(/:role\/.*\//, ":role/");
}

async function search(
  { clients }: Scope,
  { domainId }: Properties<"GroupProfile">,
  groupType: GroupSearchType,
  matches: (profile: GroupProfileSummary) => boolean,
): Promise<Live | undefined> {
  const profiles = await allPages(
    (nextToken) =>
      clients.datazone().send(new SearchGroupProfilesCommand({ domainIdentifier: domainId, groupType, nextToken })),
    (page) => page.items,
  );
  const found = profiles.find(matches);
  return found === undefined ? undefined : liveProfile(found);
}
