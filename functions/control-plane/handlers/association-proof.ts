import { ListEnvironmentBlueprintConfigurationsCommand } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, lacksPermission } from "../../../aws/faults";
import { ControlPlaneError } from "../errors";
import type { Handler, Live, Scope } from "../engine/handler";
import { DomainInvisible } from "../engine/domain-visibility";

/** A member sees the domain up to 3 minutes after the share is associated. */
const LIMIT_SECONDS = 300;

/**
 * Proof that this account sees the domain: its list of blueprint configurations is empty instead of unauthorized.
 *
 * Creating it waits; destroying it does nothing.
 */
export const associationProof: Handler<"AssociationProof"> = {
  kind: "AssociationProof",
  adoption: "shared",
  lasting: true,
  awaitsDomain: true,
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ domainId }) => domainId,
  desired: () => ({}),

  async get(scope, _properties, id) {
    const live = await visible(scope, id);
    if (live === undefined) throw new DomainInvisible(id);
    return live;
  },

  find: (scope, { domainId }) => visible(scope, domainId),

  async create(scope, { domainId }) {
    for await (const _ of scope.patience.attempts({ limitSeconds: LIMIT_SECONDS, firstDelaySeconds: 1 })) {
      const live = await visible(scope, domainId);
      if (live !== undefined) return live.id;
    }
    throw neverVisible(scope, domainId);
  },

  update: () => Promise.resolve("updated"),
  delete: () => Promise.resolve(),
};

/**
 * RAM does not tell a member why an association did not come about, so the line says where to look.
 *
 * Terraform does not notice a failed one either: the provider neither waits for the association of an account id nor
 * compares its state later.
 */
function neverVisible({ accountId, region }: Scope, domainId: string): ControlPlaneError {
  const failed = `aws ram get-resource-share-associations --association-type PRINCIPAL --association-status FAILED --region ${region}`;
  return new ControlPlaneError(
    "DOMAIN_NOT_VISIBLE",
    `account ${accountId} does not see domain "${domainId}", asked for up to ${LIMIT_SECONDS} s (an association takes up to 3 minutes); fix: is the stage's sharing stack applied with this account, its unit or organization, and was the invitation, if one is needed, accepted? In the domain's account, look for an association that failed (${failed}) and replace it (docs/runbooks/failed-apply.md, "An association failed"); then apply again, which is safe`,
  );
}

async function visible({ clients }: Scope, domainId: string): Promise<Live | undefined> {
  try {
    await clients.datazone().send(new ListEnvironmentBlueprintConfigurationsCommand({ domainIdentifier: domainId }));
    return { id: domainId, phase: "ready", values: {}, createOnly: {}, attributes: {} };
  } catch (error) {
    if (lacksPermission(error) || !(isNotFound(error) || isDenied(error))) throw error;
    return undefined;
  }
}
