import { isDeepStrictEqual } from "node:util";
import type {
  AddPolicyGrantCommandInput,
  ListPolicyGrantsCommandInput,
  PolicyGrantDetail,
  PolicyGrantPrincipal,
  RemovePolicyGrantCommandInput,
} from "@aws-sdk/client-datazone";
import { accessDenied, conflict, quotaExceeded, validationError } from "../../errors";
import { newGrantId } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf, notPermitted } from "./access";
import { announce } from "./events";
import { type Domain, epoch, now, type PolicyGrant } from "./model";

/** 20 grants per policy type and domain unit. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const MAX_GRANTS = 20;
const PAGE = 25;
const BLUEPRINT_POLICIES = ["CREATE_ENVIRONMENT_FROM_BLUEPRINT", "DELEGATE_CREATE_ENVIRONMENT_PROFILE"];

/** CREATE_DOMAIN_UNIT -> createDomainUnit: the member of the detail union that goes with a policy. */
export const detailKey = (policyType: string) =>
  policyType.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

interface Entity {
  readonly entityType?: string;
  readonly entityIdentifier?: string;
}

/**
 * Refuses who may not touch an entity's grants: units belong to the domain's account, configurations to their own.
 *
 * The domain's account may list the grants of all configurations (field evidence, section 3).
 */
function authorize(domain: Domain, entity: Entity, call: Call): void {
  if (entity.entityType !== "ENVIRONMENT_BLUEPRINT_CONFIGURATION") {
    if (domain.account !== call.account) throw accessDenied(notPermitted(call));
    return;
  }
  const [account, blueprintId] = (entity.entityIdentifier ?? "").split(":");
  if (!/^\d{12}$/.test(account) || !blueprintId)
    throw validationError(`entityIdentifier must be <account>:<blueprint id>, got ${entity.entityIdentifier}`);
  if (call.operation === "ListPolicyGrants" && call.account === domain.account) return;
  // What the service answers to the wrong account (docs/pitfalls.md, 7).
  if (account !== call.account)
    throw accessDenied(`Caller is not authorized to create environment using blueprintId ${blueprintId}`);
}

function checkEntity(domain: Domain, input: AddPolicyGrantCommandInput): void {
  const forBlueprint = BLUEPRINT_POLICIES.includes(input.policyType!);
  if (forBlueprint !== (input.entityType === "ENVIRONMENT_BLUEPRINT_CONFIGURATION"))
    throw validationError(`Policy ${input.policyType} cannot be granted on entity type ${input.entityType}`);
  if (input.entityType === "DOMAIN_UNIT" && !domain.units[input.entityIdentifier!])
    throw validationError(`Domain unit ${input.entityIdentifier} does not exist`);
  checkConfiguration(domain, input);
}

/** Refuses a blueprint configuration that is not there, or not there any more (field evidence, section 2, ListPolicyGrants). */
function checkConfiguration(domain: Domain, entity: Entity): void {
  if (entity.entityType !== "ENVIRONMENT_BLUEPRINT_CONFIGURATION") return;
  const [account, id] = entity.entityIdentifier!.split(":");
  if (!domain.blueprintConfigurations[account]?.[id])
    throw validationError(`Environment Blueprint Configuration with id: ${id} does not exist in account: ${account}`);
}

function checkReferences(domain: Domain, principal: PolicyGrantPrincipal, detail: PolicyGrantDetail): void {
  const units = [
    principal.project?.projectGrantFilter?.domainUnitFilter?.domainUnit,
    principal.domainUnit?.domainUnitIdentifier,
  ];
  for (const unit of units)
    if (unit !== undefined && !domain.units[unit]) throw validationError(`Domain unit ${unit} does not exist`);
  for (const profile of detail.createProjectFromProjectProfile?.projectProfiles ?? [])
    if (!domain.projectProfiles[profile]) throw validationError(`Project profile ${profile} does not exist`);
}

function addPolicyGrant(input: AddPolicyGrantCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  authorize(domain, input, call);
  const { principal, detail, entityType, entityIdentifier, policyType } = input;
  if (!principal || !detail) throw validationError("principal and detail are required");
  const expected = detailKey(policyType!);
  if (!(expected in detail)) throw validationError(`Policy ${policyType} needs the detail ${expected}`);
  checkEntity(domain, input);
  checkReferences(domain, principal, detail);
  const siblings = grantsOn(domain, input).filter((grant) => grant.policyType === policyType);
  // That one principal may hold a policy twice with different details is assumed: that grants have ids of their
  // own, and that removing one takes an optional id, says that it may.
  if (siblings.some((grant) => isDeepStrictEqual([grant.principal, grant.detail], [principal, detail])))
    throw conflict(`Policy ${policyType} is already granted to this principal on ${entityIdentifier}`);
  if (entityType === "DOMAIN_UNIT" && siblings.length >= MAX_GRANTS)
    throw quotaExceeded(`At most ${MAX_GRANTS} grants of ${policyType} on ${entityIdentifier}`);
  const grantId = newGrantId();
  domain.grants.push({
    grantId,
    entityType: entityType!,
    entityIdentifier: entityIdentifier!,
    policyType: policyType!,
    principal,
    detail,
    createdAt: now(),
    createdBy: call.callerArn,
  });
  announce(domain, { type: "Policy Grant Added", id: grantId }, call);
  return { grantId };
}

/** Grants on an entity. */
export const grantsOn = (domain: Domain, entity: Entity): PolicyGrant[] =>
  domain.grants.filter((g) => g.entityType === entity.entityType && g.entityIdentifier === entity.entityIdentifier);

function removePolicyGrant(input: RemovePolicyGrantCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  authorize(domain, input, call);
  const grant = grantsOn(domain, input).find(
    (candidate) =>
      candidate.policyType === input.policyType &&
      (input.grantIdentifier === undefined
        ? isDeepStrictEqual(candidate.principal, input.principal)
        : candidate.grantId === input.grantIdentifier),
  );
  // ResourceNotFoundException is not among the operation's errors (botocore).
  if (!grant) throw validationError(`Grant ${input.grantIdentifier ?? ""} is not part of the existing Grant list`);
  domain.grants = domain.grants.filter((candidate) => candidate !== grant);
  announce(domain, { type: "Policy Grant Removed", id: grant.grantId }, call);
  return {};
}

/** Operations on policy grants. */
export const POLICY_GRANT_OPERATIONS: Operations = {
  AddPolicyGrant: operation(addPolicyGrant),
  RemovePolicyGrant: operation(removePolicyGrant),
  ListPolicyGrants: operation((input: ListPolicyGrantsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    authorize(domain, input, call);
    checkConfiguration(domain, input);
    const grants = grantsOn(domain, input).filter((grant) => grant.policyType === input.policyType);
    const { items, nextToken } = page(grants, input, PAGE, call);
    const grantList = items.map(({ grantId, principal, detail, createdAt, createdBy }) => ({
      grantId,
      principal,
      detail,
      createdAt: epoch(createdAt),
      createdBy,
    }));
    return { grantList, nextToken };
  }),
};
