import type {
  CreateDomainUnitCommandInput,
  DeleteDomainUnitCommandInput,
  GetDomainUnitCommandInput,
  ListDomainUnitsForParentCommandInput,
  UpdateDomainUnitCommandInput,
  UpdateRootDomainUnitOwnerCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, quotaExceeded, validationError } from "../../errors";
import { newId } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, checkName, domainOf } from "./access";
import { announce } from "./events";
import { type Domain, type DomainUnit, epoch, type Member, now } from "./model";
import { resolveMember } from "./principals";

/**
 * 500 units per domain and 5 levels. That the root does not count as a level is assumed.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html
 */
const MAX_UNITS = 500;
const MAX_LEVELS = 5;
const PAGE = 25;

/**
 * A unit of a domain by its id, the root unit without one.
 *
 * @throws ServiceError ResourceNotFoundException
 */
export function unitOf(domain: Domain, id: string | undefined): DomainUnit {
  const unit = domain.units[id ?? domain.rootDomainUnitId];
  if (!unit) throw notFound(`Domain unit ${id} does not exist in domain ${domain.id}`);
  return unit;
}

/** The unit itself, its parent, and so on up to the root. */
export function unitAndAncestors(domain: Domain, id: string): DomainUnit[] {
  const unit = unitOf(domain, id);
  return unit.parentId === undefined ? [unit] : [unit, ...unitAndAncestors(domain, unit.parentId)];
}

function checkSiblings(domain: Domain, parentId: string | undefined, name: string, self?: string): void {
  const taken = Object.values(domain.units).some((u) => u.parentId === parentId && u.name === name && u.id !== self);
  if (taken) throw conflict(`A domain unit named ${name} already exists under ${parentId}`);
}

function createDomainUnit(input: CreateDomainUnitCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const name = checkName("Domain unit", input.name, 128);
  if (!input.parentDomainUnitIdentifier) throw validationError("parentDomainUnitIdentifier is required");
  const ancestors = unitAndAncestors(domain, input.parentDomainUnitIdentifier);
  if (Object.keys(domain.units).length >= MAX_UNITS)
    throw quotaExceeded(`A domain has at most ${MAX_UNITS} domain units`);
  if (ancestors.length > MAX_LEVELS) throw quotaExceeded(`Domain units nest at most ${MAX_LEVELS} levels deep`);
  checkSiblings(domain, ancestors[0].id, name);
  // That the creator does not become an owner is assumed; owners of ancestors rule it either way.
  const unit: DomainUnit = {
    id: newId(),
    name,
    description: input.description,
    parentId: ancestors[0].id,
    owners: [],
    createdAt: now(),
    createdBy: call.callerArn,
  };
  domain.units[unit.id] = unit;
  announce(domain, { type: "Domain Unit Created", id: unit.id }, call);
  return { ...describe(domain, unit), ancestorDomainUnitIds: ancestors.map((ancestor) => ancestor.id) };
}

/** A member as the API shows owners and members. */
export const ownerProperties = ({ type, profileId }: Member) =>
  type === "user" ? { user: { userId: profileId } } : { group: { groupId: profileId } };

const describe = (domain: Domain, unit: DomainUnit) => ({
  id: unit.id,
  domainId: domain.id,
  name: unit.name,
  description: unit.description,
  parentDomainUnitId: unit.parentId,
  owners: unit.owners.map(ownerProperties),
  createdAt: epoch(unit.createdAt),
  createdBy: unit.createdBy,
  lastUpdatedAt: epoch(unit.lastUpdatedAt),
  lastUpdatedBy: unit.lastUpdatedBy,
});

function updateDomainUnit(input: UpdateDomainUnitCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const unit = unitOf(domain, input.identifier);
  if (input.name !== undefined) {
    checkSiblings(domain, unit.parentId, checkName("Domain unit", input.name, 128), unit.id);
    unit.name = input.name;
  }
  if (input.description !== undefined) unit.description = input.description;
  unit.lastUpdatedAt = now();
  unit.lastUpdatedBy = call.callerArn;
  announce(domain, { type: "Domain Unit Updated", id: unit.id }, call);
  return describe(domain, unit);
}

function deleteDomainUnit(input: DeleteDomainUnitCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const unit = unitOf(domain, input.identifier);
  if (unit.parentId === undefined) throw validationError("The root domain unit cannot be deleted");
  if (Object.values(domain.units).some((child) => child.parentId === unit.id))
    throw conflict(`Domain unit ${unit.id} has child domain units`);
  if (Object.values(domain.projects).some((project) => project.domainUnitId === unit.id))
    throw conflict(`Domain unit ${unit.id} has projects`);
  delete domain.units[unit.id];
  // What was granted on a unit goes with it.
  domain.grants = domain.grants.filter((g) => g.entityType !== "DOMAIN_UNIT" || g.entityIdentifier !== unit.id);
  announce(domain, { type: "Domain Unit Deleted", id: unit.id }, call);
  return {};
}

function listDomainUnitsForParent(input: ListDomainUnitsForParentCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const parent = unitOf(domain, input.parentDomainUnitIdentifier);
  const children = Object.values(domain.units).filter((unit) => unit.parentId === parent.id);
  const { items, nextToken } = page(children, input, PAGE, call);
  return { items: items.map(({ id, name }) => ({ id, name })), nextToken };
}

function updateRootDomainUnitOwner(input: UpdateRootDomainUnitOwnerCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const root = unitOf(domain, domain.rootDomainUnitId);
  const current = resolveMember(domain, { userIdentifier: input.currentOwner! });
  const index = root.owners.findIndex((owner) => owner.profileId === current.profileId);
  if (index < 0) throw notFound(`${input.currentOwner} does not own the root domain unit`);
  root.owners[index] = resolveMember(domain, { userIdentifier: input.newOwner! });
  return {};
}

/** Operations on domain units. */
export const DOMAIN_UNIT_OPERATIONS: Operations = {
  CreateDomainUnit: operation(createDomainUnit),
  GetDomainUnit: operation((input: GetDomainUnitCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, unitOf(domain, input.identifier));
  }),
  UpdateDomainUnit: operation(updateDomainUnit),
  DeleteDomainUnit: operation(deleteDomainUnit),
  ListDomainUnitsForParent: operation(listDomainUnitsForParent),
  UpdateRootDomainUnitOwner: operation(updateRootDomainUnitOwner),
};
