import {
  AddEntityOwnerCommand,
  ListEntityOwnersCommand,
  type OwnerProperties,
  type OwnerPropertiesOutput,
  RemoveEntityOwnerCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import type { Handler, Live, Scope } from "../engine/handler";

type OwnerOfUnit = Properties<"DomainUnitOwner">;

/** Owners of units that were there before the configuration. The id is `<unit id>|<profile id of the owner>`. */
export const domainUnitOwner: Handler<"DomainUnitOwner"> = {
  kind: "DomainUnitOwner",
  adoption: "claimed",
  // The service keeps the last owner of a unit until the unit goes, so there is nothing to wait for.
  lasting: true,
  domainOf: ({ domainId }) => domainId,
  nameOf: idOf,
  desired: () => ({}),
  get: listed,
  find: (scope, properties) => listed(scope, properties, idOf(properties)),

  async create({ clients }, properties, token) {
    await clients
      .datazoneOnce()
      .send(new AddEntityOwnerCommand({ ...entity(properties), owner: ownerOf(properties), clientToken: token }));
    return idOf(properties);
  },

  update: () => Promise.resolve("recreate"),

  async delete(scope, properties) {
    if ((await owners(scope, properties)).length < 2) return;
    await scope.clients
      .datazone()
      .send(new RemoveEntityOwnerCommand({ ...entity(properties), owner: ownerOf(properties) }));
  },
};

function entity({ domainId, domainUnitId }: OwnerOfUnit) {
  return { domainIdentifier: domainId, entityType: "DOMAIN_UNIT", entityIdentifier: domainUnitId } as const;
}

function ownerOf({ userIdentifier = "", groupIdentifier }: OwnerOfUnit): OwnerProperties {
  return groupIdentifier === undefined ? { user: { userIdentifier } } : { group: { groupIdentifier } };
}

function idOf({ domainUnitId, userIdentifier, groupIdentifier }: OwnerOfUnit): string {
  return `${domainUnitId}|${groupIdentifier ?? userIdentifier ?? ""}`;
}

async function owners({ clients }: Scope, properties: OwnerOfUnit): Promise<OwnerPropertiesOutput[]> {
  return allPages(
    (nextToken) => clients.datazone().send(new ListEntityOwnersCommand({ ...entity(properties), nextToken })),
    (page) => page.owners,
  );
}

async function listed(scope: Scope, properties: OwnerOfUnit, id: string): Promise<Live | undefined> {
  const all = await owners(scope, properties);
  const found = all.some(({ user, group }) => `${properties.domainUnitId}|${user?.userId ?? group?.groupId}` === id);
  const createOnly = idOf(properties) === id ? {} : { groupIdentifier: id, userIdentifier: id };
  return found ? { id, phase: "ready", values: {}, createOnly, attributes: {} } : undefined;
}
