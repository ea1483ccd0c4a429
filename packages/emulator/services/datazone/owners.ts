import type {
  AddEntityOwnerCommandInput,
  ListEntityOwnersCommandInput,
  OwnerProperties,
  RemoveEntityOwnerCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, quotaExceeded, validationError } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import { ownerProperties, unitOf } from "./domain-units";
import type { Domain, Member } from "./model";
import { resolveMember, sameMember } from "./principals";

/** botocore: DomainUnitOwners has at most 20 entries. */
const MAX_OWNERS = 20;
const PAGE = 25;

function ownerOf(domain: Domain, owner: OwnerProperties | undefined): Member {
  if (owner?.user) return resolveMember(domain, owner.user);
  if (owner?.group) return resolveMember(domain, owner.group);
  throw validationError("owner must be a user or a group");
}

function addEntityOwner(input: AddEntityOwnerCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const unit = unitOf(domain, input.entityIdentifier);
  const owner = ownerOf(domain, input.owner);
  if (unit.owners.some((existing) => sameMember(existing, owner)))
    throw conflict(`${owner.type} ${owner.profileId} already owns domain unit ${unit.id}`);
  if (unit.owners.length >= MAX_OWNERS) throw quotaExceeded(`A domain unit has at most ${MAX_OWNERS} owners`);
  unit.owners.push(owner);
  return {};
}

function removeEntityOwner(input: RemoveEntityOwnerCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const unit = unitOf(domain, input.entityIdentifier);
  const owner = ownerOf(domain, input.owner);
  const left = unit.owners.filter((existing) => !sameMember(existing, owner));
  if (left.length === unit.owners.length)
    throw notFound(`${owner.type} ${owner.profileId} does not own domain unit ${unit.id}`);
  if (left.length === 0 && unit.parentId === undefined)
    throw validationError("The root domain unit must keep at least one owner");
  unit.owners = left;
  return {};
}

/** Operations on owners of domain units. */
export const OWNER_OPERATIONS: Operations = {
  AddEntityOwner: operation(addEntityOwner),
  RemoveEntityOwner: operation(removeEntityOwner),
  ListEntityOwners: operation((input: ListEntityOwnersCommandInput, call) => {
    const unit = unitOf(domainOf(input.domainIdentifier!, call), input.entityIdentifier);
    const { items, nextToken } = page(unit.owners, input, PAGE, call);
    return { owners: items.map(ownerProperties), nextToken };
  }),
};
