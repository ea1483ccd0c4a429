import type { Call } from "../../service";
import { listAll, type Model, type ResourceType, toApi } from "./resource-type";

/** An owner as ListEntityOwners gives it: exactly one of the two. */
interface ListedOwner {
  readonly user?: { readonly userId: string };
  readonly group?: { readonly groupId: string };
}

interface Key {
  readonly domainIdentifier: string;
  readonly entityType: string;
  readonly entityIdentifier: string;
  readonly ownerType: string;
  readonly ownerIdentifier: string;
}

type Entity = Pick<Key, "domainIdentifier" | "entityType" | "entityIdentifier">;

/** Primary identifier: DomainIdentifier|EntityType|EntityIdentifier|OwnerType|OwnerIdentifier, in the order of the type's schema. */
const identifierOf = (key: Key) =>
  [key.domainIdentifier, key.entityType, key.entityIdentifier, key.ownerType, key.ownerIdentifier].join("|");

function parse(identifier: string): Key {
  const [domainIdentifier, entityType, entityIdentifier, ownerType, ownerIdentifier] = identifier.split("|");
  return { domainIdentifier, entityType, entityIdentifier, ownerType, ownerIdentifier };
}

/** `Owner` is write-only; the read-only OwnerType and OwnerIdentifier say who it is. */
const properties = (key: Key): Model => ({
  DomainIdentifier: key.domainIdentifier,
  EntityType: key.entityType,
  EntityIdentifier: key.entityIdentifier,
  OwnerType: key.ownerType,
  OwnerIdentifier: key.ownerIdentifier,
});

const keyOf = (entity: Entity, owner: ListedOwner): Key => ({
  ...entity,
  ownerType: owner.user ? "USER" : "GROUP",
  ownerIdentifier: owner.user?.userId ?? owner.group?.groupId ?? "",
});

const listOwners = ({ domainIdentifier, entityType, entityIdentifier }: Entity, call: Call) =>
  listAll<ListedOwner>("ListEntityOwners", "owners", { domainIdentifier, entityType, entityIdentifier }, call);

async function find(identifier: string, call: Call): Promise<Key | undefined> {
  const key = parse(identifier);
  const owners = await listOwners(key, call);
  return owners.some((owner) => identifierOf(keyOf(key, owner)) === identifier) ? key : undefined;
}

/** AWS::DataZone::Owner. */
export const ownerType: ResourceType = {
  typeName: "AWS::DataZone::Owner",
  async create(desired, call) {
    const input = toApi(desired) as Entity;
    const before = new Set((await listOwners(input, call)).map((owner) => identifierOf(keyOf(input, owner))));
    await call.emulator.call("datazone", "AddEntityOwner", input, call);
    // AddEntityOwner answers nothing: the new owner is the one that was not there before.
    const added = (await listOwners(input, call))
      .map((o) => identifierOf(keyOf(input, o)))
      .find((id) => !before.has(id));
    if (added === undefined) throw new Error("AddEntityOwner added no owner");
    return added;
  },
  async read(identifier, call) {
    const key = await find(identifier, call);
    return key && properties(key);
  },
  async remove(identifier, call) {
    const key = await find(identifier, call);
    if (!key) return;
    const { domainIdentifier, entityType, entityIdentifier, ownerIdentifier } = key;
    const owner =
      key.ownerType === "USER"
        ? { user: { userIdentifier: ownerIdentifier } }
        : { group: { groupIdentifier: ownerIdentifier } };
    const input = { domainIdentifier, entityType, entityIdentifier, owner };
    await call.emulator.call("datazone", "RemoveEntityOwner", input, call);
  },
  async list(model, call) {
    const entity = toApi(model) as Entity;
    const owners = await listOwners(entity, call);
    return owners.map((owner) => {
      const key = keyOf(entity, owner);
      return { identifier: identifierOf(key), properties: properties(key) };
    });
  },
};
