import type {
  CreateSubscriptionTargetCommandInput,
  DeleteSubscriptionTargetCommandInput,
  GetSubscriptionTargetCommandInput,
  ListSubscriptionTargetsCommandInput,
  UpdateSubscriptionTargetCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../../client-tokens";
import { accessDenied, conflict, notFound, validationError } from "../../../errors";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf, notPermitted } from "../access";
import { newestTypeRevision } from "../catalog/asset-types";
import { sorted } from "../data-access/lists";
import { accessOf } from "../data-access/model";
import type { SubscriptionTarget } from "../data-access/shapes";
import { environmentOf } from "../environments";
import { type Domain, type Environment, epoch, now } from "../model";
import { callerAsUser } from "../principals";
import { targetsOf } from "./service-targets";

const PAGE = 50;

const describe = (domain: Domain, target: SubscriptionTarget) => ({
  id: target.id,
  authorizedPrincipals: target.authorizedPrincipals,
  domainId: domain.id,
  projectId: target.projectId,
  environmentId: target.environmentId,
  name: target.name,
  type: target.type,
  createdBy: target.createdBy,
  updatedBy: target.updatedBy,
  createdAt: epoch(target.createdAt),
  updatedAt: epoch(target.updatedAt),
  manageAccessRole: target.manageAccessRole,
  applicableAssetTypes: target.applicableAssetTypes,
  subscriptionTargetConfig: target.config,
  provider: target.provider,
  subscriptionGrantCreationMode: target.grantCreationMode,
});

/** Words of the service about a principal, or a caller, of another account than the environment's (field evidence, section 2). */
const FOREIGN = "Authorized principal is not in the same account as the environment account";

/**
 * Targets are written by whoever may in the environment's account, member of the project or not (field evidence, section 3).
 */
function requireAccount({ awsAccountId }: Environment, principals: readonly string[], call: Call): void {
  const accounts = principals.flatMap((principal) => /^arn:[^:]*:iam::(\d{12}):/.exec(principal)?.[1] ?? []);
  if (call.account !== awsAccountId || accounts.some((account) => account !== awsAccountId))
    throw validationError(FOREIGN);
}

function checkAssetTypes(domain: Domain, types: readonly string[]): void {
  for (const type of types)
    if (newestTypeRevision(domain, type) === undefined) throw validationError(`Asset type ${type} does not exist`);
}

function targetOf(domain: Domain, environment: Environment, id: string | undefined, call: Call): SubscriptionTarget {
  const found = targetsOf(domain, environment, call).find((target) => target.id === id);
  if (found === undefined) throw notFound(`Subscription target ${id} does not exist`);
  return found;
}

function createTarget(input: CreateSubscriptionTargetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const environment = environmentOf(domain, input.environmentIdentifier, call);
  const { authorizedPrincipals = [], applicableAssetTypes = [], clientToken } = input;
  requireAccount(environment, authorizedPrincipals, call);
  const own = targetsOf(domain, environment, call);
  const earlier = madeBefore(own, clientToken);
  if (earlier) return describe(domain, earlier);
  checkAssetTypes(domain, applicableAssetTypes);
  if (own.some(({ name }) => name === input.name))
    throw conflict(`Subscription target ${input.name} already exists in environment ${environment.id}`);
  const at = now();
  const target: SubscriptionTarget = {
    id: newId(),
    projectId: environment.projectId,
    environmentId: environment.id,
    name: input.name!,
    type: input.type!,
    provider: input.provider ?? "Amazon DataZone",
    authorizedPrincipals,
    manageAccessRole: input.manageAccessRole,
    applicableAssetTypes,
    config: input.subscriptionTargetConfig ?? [],
    grantCreationMode: input.subscriptionGrantCreationMode ?? "AUTOMATIC",
    clientToken,
    createdAt: at,
    createdBy: callerAsUser(domain, call),
    updatedAt: at,
  };
  accessOf(domain, call).targets[target.id] = target;
  return describe(domain, target);
}

/** Changes what is sent. */
function updateTarget(input: UpdateSubscriptionTargetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const environment = environmentOf(domain, input.environmentIdentifier, call);
  const target = targetOf(domain, environment, input.identifier, call);
  requireAccount(environment, input.authorizedPrincipals ?? [], call);
  checkAssetTypes(domain, input.applicableAssetTypes ?? []);
  target.config = input.subscriptionTargetConfig ?? target.config;
  target.grantCreationMode = input.subscriptionGrantCreationMode ?? target.grantCreationMode;
  for (const member of [
    "name",
    "authorizedPrincipals",
    "applicableAssetTypes",
    "manageAccessRole",
    "provider",
  ] as const)
    if (input[member] !== undefined) Object.assign(target, { [member]: input[member] });
  target.updatedAt = now();
  target.updatedBy = callerAsUser(domain, call);
  return describe(domain, target);
}

function deleteTarget(input: DeleteSubscriptionTargetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const environment = environmentOf(domain, input.environmentIdentifier, call);
  const target = targetOf(domain, environment, input.identifier, call);
  if (call.account !== environment.awsAccountId) throw accessDenied(notPermitted(call));
  const { grants, targets } = accessOf(domain, call);
  const grant = Object.values(grants).find(({ targetId }) => targetId === target.id);
  if (grant) throw conflict(`Subscription target ${target.id} has grant ${grant.id}`);
  Reflect.deleteProperty(targets, target.id);
  return {};
}

/** Operations on subscription targets. */
export const SUBSCRIPTION_TARGET_OPERATIONS: Operations = {
  CreateSubscriptionTarget: operation(createTarget),
  GetSubscriptionTarget: operation((input: GetSubscriptionTargetCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const environment = environmentOf(domain, input.environmentIdentifier, call);
    return describe(domain, targetOf(domain, environment, input.identifier, call));
  }),
  ListSubscriptionTargets: operation((input: ListSubscriptionTargetsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const environment = environmentOf(domain, input.environmentIdentifier, call);
    const found = sorted(targetsOf(domain, environment, call), input);
    const { items, nextToken } = page(found, input, PAGE, call);
    return { items: items.map((target) => describe(domain, target)), nextToken };
  }),
  UpdateSubscriptionTarget: operation(updateTarget),
  DeleteSubscriptionTarget: operation(deleteTarget),
};
