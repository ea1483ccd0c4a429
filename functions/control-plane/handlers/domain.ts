import {
  CreateDomainCommand,
  DeleteDomainCommand,
  type DomainSummary,
  GetDomainCommand,
  type GetDomainOutput,
  ListDomainsCommand,
  type SingleSignOn,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDomainCommand,
} from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, lacksPermission } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import type { Properties } from "../../../contracts/control-plane";
import { NONE } from "../../../contracts/missing-value";
import type { ComparableObject } from "../engine/comparison";
import type { Handler, Live, Phase, Scope } from "../engine/handler";
import { type UsedRoles, whenRolesAreReady } from "../engine/new-roles";

type DomainProperties = Properties<"Domain">;

const PHASES: Record<string, Phase> = {
  CREATING: "busy",
  AVAILABLE: "ready",
  CREATION_FAILED: "broken",
  DELETING: "deleting",
  DELETION_FAILED: "failed",
};

/** Domains, version V2. */
export const domain: Handler<"Domain"> = {
  kind: "Domain",
  adoption: "claimed",
  domainOf: () => undefined,
  nameOf: ({ name }) => name,

  desired: (properties) => ({
    name: properties.name,
    description: properties.description,
    domainExecutionRoleArn: properties.domainExecutionRoleArn,
    serviceRoleArn: properties.serviceRoleArn,
    singleSignOn: signOnValues(properties.singleSignOn),
    tags: properties.tags,
  }),

  async get({ clients, accountId }, properties, id) {
    try {
      const live = await clients.datazone().send(new GetDomainCommand({ identifier: id }));
      return live.status === "DELETED" ? undefined : liveDomain(live, properties, accountId);
    } catch (error) {
      // A deleted domain answers 403 as well as 404 (hashicorp/terraform-provider-aws#48953).
      if (isNotFound(error) || (isDenied(error) && !lacksPermission(error))) return undefined;
      throw error;
    }
  },

  async find(scope, properties) {
    const domains = await allPages(
      (nextToken) => scope.clients.datazone().send(new ListDomainsCommand({ nextToken })),
      (page) => page.items,
    );
    const own = (item: DomainSummary): boolean =>
      item.managedAccountId === undefined || item.managedAccountId === scope.accountId;
    const named = domains.filter((item) => item.name === properties.name && own(item) && item.status !== "DELETED");
    const found = named.find(({ status }) => status !== "DELETING") ?? named[0];
    return found?.id === undefined ? undefined : domain.get(scope, properties, found.id);
  },

  async create(scope, properties, token) {
    const command = (): CreateDomainCommand =>
      new CreateDomainCommand({
        name: properties.name,
        description: properties.description,
        domainExecutionRole: properties.domainExecutionRoleArn,
        serviceRole: properties.serviceRoleArn,
        kmsKeyIdentifier: properties.kmsKeyArn,
        singleSignOn: properties.singleSignOn,
        tags: properties.tags,
        domainVersion: "V2",
        clientToken: token,
      });
    const { id } = await whenRolesAreReady(scope.patience, rolesOf(properties, scope), () =>
      scope.clients.datazoneOnce().send(command()),
    );
    return id ?? "";
  },

  async update({ clients, patience, accountId }, properties, live) {
    await whenRolesAreReady(patience, rolesOf(properties, { accountId }), () =>
      clients.datazone().send(
        new UpdateDomainCommand({
          identifier: live.id,
          name: properties.name,
          description: properties.description ?? "",
          domainExecutionRole: properties.domainExecutionRoleArn,
          serviceRole: properties.serviceRoleArn,
          singleSignOn: properties.singleSignOn,
        }),
      ),
    );
    await updateTags(clients, properties, live);
    return "updated";
  },

  async delete({ clients }, _properties, id) {
    // Without skipDeletionCheck: what is left in a domain is somebody's data, and the service says what it is.
    await clients.datazone().send(new DeleteDomainCommand({ identifier: id }));
  },
};

function liveDomain(live: GetDomainOutput, properties: DomainProperties, accountId: string): Live {
  const phase = PHASES[live.status ?? ""] ?? "busy";
  const { arn = "", rootDomainUnitId = "" } = live;
  // CreateDomain does not return the root unit, and GetDomain may lag behind (hashicorp/terraform-provider-aws#44964). Other
  // states read both: an empty text there would be taken for a value.
  const complete = phase !== "ready" || (arn !== "" && rootDomainUnitId !== "");
  return {
    id: live.id ?? "",
    phase: complete ? phase : "busy",
    deletionFailed: live.status === "DELETION_FAILED",
    status: live.status,
    values: {
      name: live.name,
      description: live.description,
      domainExecutionRoleArn: live.domainExecutionRole,
      serviceRoleArn: live.serviceRole ?? properties.serviceRoleArn,
      singleSignOn: signOnValues(live.singleSignOn ?? { type: "DISABLED" }, properties.singleSignOn),
      tags: ownTags(live.tags),
    },
    createOnly: { kmsKeyArn: liveKey(live.kmsKeyIdentifier, properties.kmsKeyArn, accountId) },
    attributes: { arn, rootDomainUnitId, portalUrl: portalOf(live) },
  };
}

/** Assignment and instance mean something for Identity Center only; what is not configured is left to the service. */
function signOnValues(signOn: SingleSignOn, desired: SingleSignOn = signOn): ComparableObject {
  if (signOn.type !== "IAM_IDC") return { type: "DISABLED" };
  return {
    type: signOn.type,
    userAssignment:
      desired.userAssignment === undefined ? undefined : (signOn.userAssignment ?? desired.userAssignment),
    idcInstanceArn:
      desired.idcInstanceArn === undefined ? undefined : (signOn.idcInstanceArn ?? desired.idcInstanceArn),
  };
}

/** The portal's URL is for people; the service does not promise one. */
function portalOf({ portalUrl = "" }: GetDomainOutput): string {
  return portalUrl === "" ? NONE : portalUrl;
}

/**
 * The service may name the key by id; with no key configured it may name its own. A key of the domain's account is never
 * AWS's: a domain that has one is not what is configured without.
 */
function liveKey(live: string | undefined, desired: string | undefined, accountId: string): string | undefined {
  if (live === undefined) return undefined;
  if (desired === undefined) return live.startsWith("arn:") && live.split(":")[4] === accountId ? live : undefined;
  return desired === live || desired.endsWith(`/${live}`) ? desired : live;
}

/** Tags without those that AWS itself puts on. */
function ownTags(tags: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(tags ?? {}).filter(([key]) => !key.startsWith("aws:")));
}

async function updateTags(clients: Scope["clients"], properties: DomainProperties, live: Live): Promise<void> {
  const desired = properties.tags ?? {};
  const present = live.values.tags as Record<string, string>;
  const resourceArn = live.attributes.arn;
  const added = Object.fromEntries(Object.entries(desired).filter(([key, value]) => present[key] !== value));
  const removed = Object.keys(present).filter((key) => !(key in desired));
  if (Object.keys(added).length > 0)
    await clients.datazone().send(new TagResourceCommand({ resourceArn, tags: added }));
  if (removed.length > 0) await clients.datazone().send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
}

/**
 * The conditions are those of AWS's admin guide. One of AWS's samples drops them for the first creation, which is why the
 * line ends with it.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/AmazonSageMakerDomainExecution.html
 */
function rolesOf(
  { domainExecutionRoleArn, serviceRoleArn }: DomainProperties,
  { accountId }: Pick<Scope, "accountId">,
): UsedRoles {
  const source = `with aws:SourceAccount equal to ${accountId}`;
  return {
    roles: [domainExecutionRoleArn, serviceRoleArn],
    check: `that the trust policies let datazone.amazonaws.com call, ${source}: sts:AssumeRole, sts:TagSession and sts:SetContext for the execution role (with aws:TagKeys like datazone*, as ForAllValues), sts:AssumeRole for the service role; if they do, the creation may need them without conditions once (docs/runbooks/failed-apply.md, "A role is refused")`,
  };
}
