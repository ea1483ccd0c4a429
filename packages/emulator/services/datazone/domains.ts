import type {
  CreateDomainCommandInput,
  DeleteDomainCommandInput,
  GetDomainCommandInput,
  ListDomainsCommandInput,
  UpdateDomainCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../client-tokens";
import { accessDenied, conflict, validationError } from "../../errors";
import { newDomainId, newId, newUuid } from "../../identifiers";
import { roleArnOf } from "../../identity";
import { assumeRoles } from "../../new-roles";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { dataZoneState, deletedBy, domainOf, visibleDomains } from "./access";
import { managedBlueprints } from "./blueprint-ids";
import { type Domain, epoch, now } from "./model";
import { requireTrust } from "./role-trust";

const PAGE = 25;

/** Status of a domain at this moment. */
export function domainStatus(domain: Domain): string {
  if (domain.deletingSince !== undefined) return "DELETING";
  return Date.now() < domain.availableAt ? "CREATING" : "AVAILABLE";
}

async function createDomain(input: CreateDomainCommandInput, call: Call) {
  await requireTrust([input.domainExecutionRole, input.serviceRole], call.account, call);
  const { domains } = dataZoneState(call);
  const repeated = madeBefore(
    Object.values(domains).filter((d) => !deletedBy(d, call)),
    input.clientToken,
  );
  // As seen at AWS, with status 409.
  if (!repeated && Object.values(domains).some((d) => d.name === input.name && !deletedBy(d, call)))
    throw conflict("Domain name already exists under this account, please use another one");
  const domain = repeated ?? newDomain(input, call);
  domains[domain.id] = domain;
  // rootDomainUnitId is not part of the answer, GetDomain has it (hashicorp/terraform-provider-aws#44964).
  const { rootDomainUnitId: _, createdAt: _c, lastUpdatedAt: _u, ...output } = describe(domain);
  return output;
}

function newDomain(input: CreateDomainCommandInput, call: Call): Domain {
  if (!input.name) throw validationError("name is required");
  if (!input.domainExecutionRole) throw validationError("domainExecutionRole is required");
  // Of both versions, although only V2 is documented to need it (field evidence, section 2).
  if (!input.serviceRole) throw accessDenied("Cross-account pass role is not allowed.");
  if (input.domainVersion !== "V2") throw validationError("the sandbox emulator serves domains of version V2 only");
  assumeRoles([input.domainExecutionRole, input.serviceRole], call);
  const id = newDomainId();
  const rootId = newId();
  // The creating role becomes owner of the root unit, recorded as a group profile: seen in a real installation.
  const creator = { id: newUuid(), status: "ASSIGNED", rolePrincipalArn: roleArnOf(call.callerArn) };
  const time = now();
  return {
    id,
    arn: `arn:aws:datazone:${call.region}:${call.account}:domain/${id}`,
    account: call.account,
    region: call.region,
    name: input.name,
    description: input.description,
    domainExecutionRole: input.domainExecutionRole,
    serviceRole: input.serviceRole,
    kmsKeyIdentifier: input.kmsKeyIdentifier,
    singleSignOn: input.singleSignOn ?? { type: "DISABLED" },
    domainVersion: input.domainVersion,
    tags: { ...input.tags },
    portalUrl: `https://${id}.sagemaker.${call.region}.on.aws`,
    rootDomainUnitId: rootId,
    clientToken: input.clientToken,
    createdAt: time,
    lastUpdatedAt: time,
    availableAt: Date.now() + call.emulator.delays.domain,
    units: {
      [rootId]: {
        id: rootId,
        name: "Root",
        owners: [{ type: "group", profileId: creator.id }],
        createdAt: time,
        createdBy: call.callerArn,
      },
    },
    grants: [],
    blueprints: managedBlueprints(call.region),
    blueprintConfigurations: {},
    accountPools: {},
    projectProfiles: {},
    projects: {},
    environments: {},
    userProfiles: {},
    groupProfiles: { [creator.id]: creator },
  };
}

const describe = (domain: Domain) => ({
  id: domain.id,
  arn: domain.arn,
  name: domain.name,
  description: domain.description,
  singleSignOn: domain.singleSignOn,
  domainExecutionRole: domain.domainExecutionRole,
  serviceRole: domain.serviceRole,
  kmsKeyIdentifier: domain.kmsKeyIdentifier,
  domainVersion: domain.domainVersion,
  status: domainStatus(domain),
  portalUrl: domain.portalUrl,
  rootDomainUnitId: domain.rootDomainUnitId,
  tags: domain.tags,
  createdAt: epoch(domain.createdAt),
  lastUpdatedAt: epoch(domain.lastUpdatedAt),
  // Only a cascading deletion reports its progress; here nothing in it fails.
  deleteProgress: domain.cascadedProjects === undefined ? undefined : deleteProgress(domain),
});

function deleteProgress({ cascadedProjects = 0 }: Domain) {
  return { successfullyDeletedProjectCount: cascadedProjects };
}

async function updateDomain(input: UpdateDomainCommandInput, call: Call) {
  const domain = domainOf(input.identifier!, call);
  await requireTrust([input.domainExecutionRole, input.serviceRole], domain.account, call);
  if (domainStatus(domain) !== "AVAILABLE") throw conflict(`Domain ${domain.id} is ${domainStatus(domain)}`);
  assumeRoles([input.domainExecutionRole, input.serviceRole], call);
  for (const member of ["name", "description", "domainExecutionRole", "serviceRole", "singleSignOn"] as const)
    if (input[member] !== undefined) Object.assign(domain, { [member]: input[member] });
  domain.lastUpdatedAt = now();
  const { id, name, description, singleSignOn, domainExecutionRole, serviceRole, rootDomainUnitId } = domain;
  const lastUpdatedAt = epoch(domain.lastUpdatedAt);
  return { id, name, description, singleSignOn, domainExecutionRole, serviceRole, rootDomainUnitId, lastUpdatedAt };
}

/** `cascadeDelete` is newer than the pinned SDK (botocore 1.43.107); it excludes `skipDeletionCheck`. */
type DeleteInput = DeleteDomainCommandInput & { readonly cascadeDelete?: boolean };

function deleteDomain(input: DeleteInput, call: Call) {
  const domain = domainOf(input.identifier!, call);
  if (input.cascadeDelete && input.skipDeletionCheck)
    throw validationError("cascadeDelete cannot be used together with skipDeletionCheck");
  const projects = Object.keys(domain.projects).length;
  const children = projects + Object.keys(domain.units).length - 1;
  if (input.cascadeDelete && domain.deletingSince === undefined) domain.cascadedProjects = projects;
  else if (children > 0 && !input.skipDeletionCheck)
    throw conflict(`Domain ${domain.id} cannot be deleted: it still has ${children} projects and domain units`);
  domain.deletingSince ??= Date.now();
  return { status: "DELETING" };
}

function listDomains(input: ListDomainsCommandInput, call: Call) {
  const domains = visibleDomains(call).filter((d) => input.status === undefined || domainStatus(d) === input.status);
  const { items, nextToken } = page(domains, input, PAGE, call);
  return {
    items: items.map((domain) => {
      const { id, arn, name, description, status, portalUrl, createdAt, lastUpdatedAt, domainVersion } =
        describe(domain);
      const summary = { id, arn, name, description, status, portalUrl, createdAt, lastUpdatedAt, domainVersion };
      return { ...summary, managedAccountId: domain.account };
    }),
    nextToken,
  };
}

/** Operations on domains. */
export const DOMAIN_OPERATIONS: Operations = {
  CreateDomain: operation(createDomain),
  GetDomain: operation((input: GetDomainCommandInput, call) => describe(domainOf(input.identifier!, call))),
  UpdateDomain: operation(updateDomain),
  DeleteDomain: operation(deleteDomain),
  ListDomains: operation(listDomains),
};
