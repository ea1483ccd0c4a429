import { ListEnvironmentBlueprintConfigurationsCommand } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, lacksPermission } from "../errors";
import type { Handler, Live, Scope } from "../engine/handler";
import { DomainInvisible } from "../engine/resource";

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
    const what = (): string =>
      `account ${scope.accountId} to see domain "${domainId}" (the association takes up to 3 minutes; is the share accepted?)`;
    const live = await scope.patience.until(what, () => visible(scope, domainId), {
      limitSeconds: LIMIT_SECONDS,
      firstDelaySeconds: 1,
    });
    return live.id;
  },

  update: () => Promise.resolve("updated"),
  delete: () => Promise.resolve(),
};

async function visible({ clients }: Scope, domainId: string): Promise<Live | undefined> {
  try {
    await clients.datazone().send(new ListEnvironmentBlueprintConfigurationsCommand({ domainIdentifier: domainId }));
    return { id: domainId, phase: "ready", values: {}, createOnly: {}, attributes: {} };
  } catch (error) {
    if (lacksPermission(error) || !(isNotFound(error) || isDenied(error))) throw error;
    return undefined;
  }
}
