import {
  CreateProjectProfileCommand,
  DeleteProjectProfileCommand,
  GetProjectProfileCommand,
  ListProjectProfilesCommand,
  type ResourceTagParameter,
  UpdateProjectProfileCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import { inServiceOrder } from "../../../contracts/service/configuration-order";
import { Keyed } from "../engine/comparison";
import type { Handler, Live } from "../engine/handler";
import { type BlueprintIds, blueprintIds } from "./blueprint-ids";
import { desiredValues, liveValues, requestOf } from "./environment-configurations";

type ProfileProperties = Properties<"ProjectProfile">;

/** Project profiles, static, by SSM paths, or bound to account pools. */
export const projectProfile: Handler<"ProjectProfile"> = {
  kind: "ProjectProfile",
  adoption: "claimed",
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ name }) => name,

  desired: (properties) => ({
    name: properties.name,
    description: properties.description,
    status: properties.status,
    domainUnitId: properties.domainUnitId,
    environmentConfigurations: desiredValues(properties.environmentConfigurations),
    projectResourceTags: tagValues(properties.projectResourceTags),
    allowCustomProjectResourceTags: properties.allowCustomProjectResourceTags,
    projectResourceTagsDescription: properties.projectResourceTagsDescription,
  }),

  async get({ clients }, properties, id) {
    const live = await clients
      .datazone()
      .send(new GetProjectProfileCommand({ domainIdentifier: properties.domainId, identifier: id }));
    const ids = await blueprintIds(clients, properties.domainId);
    return {
      id,
      phase: "ready",
      values: {
        name: live.name,
        description: live.description,
        // The service's default is DISABLED.
        status: live.status ?? "DISABLED",
        domainUnitId: live.domainUnitId ?? properties.domainUnitId,
        environmentConfigurations: liveValues(
          live.environmentConfigurations ?? [],
          properties.environmentConfigurations,
          ids,
        ),
        projectResourceTags: tagValues(live.projectResourceTags ?? []),
        allowCustomProjectResourceTags: live.allowCustomProjectResourceTags ?? false,
        projectResourceTagsDescription: live.projectResourceTagsDescription,
      },
      createOnly: {},
      attributes: {},
    };
  },

  async find(scope, properties) {
    const profiles = await allPages(
      (nextToken) =>
        scope.clients
          .datazone()
          .send(
            new ListProjectProfilesCommand({ domainIdentifier: properties.domainId, name: properties.name, nextToken }),
          ),
      (page) => page.items,
    );
    const found = profiles.find(({ name }) => name === properties.name);
    return found?.id === undefined ? undefined : projectProfile.get(scope, properties, found.id);
  },

  async create({ clients }, properties) {
    const ids = await blueprintIds(clients, properties.domainId);
    const { id } = await clients.datazoneOnce().send(
      new CreateProjectProfileCommand({
        ...content(properties),
        ...configurationsOf(properties, ids),
        description: properties.description,
      }),
    );
    return id ?? "";
  },

  async update({ clients }, properties, live) {
    const ids = await blueprintIds(clients, properties.domainId);
    await clients.datazone().send(
      new UpdateProjectProfileCommand({
        ...content(properties),
        ...configurationsOf(properties, ids, live),
        identifier: live.id,
        // An empty text clears; one that is left out stays.
        description: properties.description ?? "",
        projectResourceTagsDescription: properties.projectResourceTagsDescription ?? "",
        projectResourceTags: properties.projectResourceTags,
      }),
    );
    return "updated";
  },

  async delete({ clients }, { domainId }, id) {
    await clients.datazone().send(new DeleteProjectProfileCommand({ domainIdentifier: domainId, identifier: id }));
  },
};

/** Nothing where there are none and were none: a profile that deploys nothing is made without the member, not with an empty list. */
function configurationsOf(properties: ProfileProperties, ids: BlueprintIds, live?: Live) {
  const environmentConfigurations = inServiceOrder(properties.environmentConfigurations).map((item) =>
    requestOf(item, ids),
  );
  const present = live === undefined ? 0 : Object.keys((live.values.environmentConfigurations as Keyed).members).length;
  return environmentConfigurations.length === 0 && present === 0 ? {} : { environmentConfigurations };
}

/** Content that creation and update send alike. */
function content(properties: ProfileProperties) {
  return {
    domainIdentifier: properties.domainId,
    name: properties.name,
    status: properties.status,
    domainUnitIdentifier: properties.domainUnitId,
    allowCustomProjectResourceTags: properties.allowCustomProjectResourceTags,
    projectResourceTagsDescription: properties.projectResourceTagsDescription,
    ...(properties.projectResourceTags.length === 0 ? {} : { projectResourceTags: properties.projectResourceTags }),
  };
}

function tagValues(tags: readonly ResourceTagParameter[]): Keyed {
  return new Keyed(
    Object.fromEntries(
      tags.map(({ key, value, isValueEditable }) => [key ?? "", { value, isValueEditable: isValueEditable ?? false }]),
    ),
  );
}
