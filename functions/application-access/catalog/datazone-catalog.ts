import {
  AcceptSubscriptionRequestCommand,
  CreateSubscriptionGrantCommand,
  type DataZoneClient,
  GetSubscriptionCommand,
  RejectSubscriptionRequestCommand,
  RevokeSubscriptionCommand,
} from "@aws-sdk/client-datazone";
import { awsFault, isDenied, saidBy } from "../../../aws/faults";
import type { AccessCatalog, AccessView, RequestView } from "../../../governance/access";
import type { AccessFacts, GivenAccess } from "../../../governance/access-rules";
import { EnvironmentsOfRun } from "./environments";
import { factsOf } from "./facts";
import { makeFilters } from "./filters";
import { lookAt } from "./look";
import type { DomainAccess } from "./settings";

/** Type of assets that are objects in S3: the only one with permissions. */
const OBJECTS = "amazon.datazone.S3ObjectCollectionAssetType";

/**
 * Requests for access in a DataZone domain, as a member of the projects that own assets. One serves one run over one request: it
 * remembers what it read a moment ago, where that cannot mislead.
 */
export class DataZoneCatalog implements AccessCatalog {
  private readonly environments: EnvironmentsOfRun;

  /** @param decisions - Client for what changes something. @default - the one that reads */
  public constructor(
    private readonly access: DomainAccess,
    private readonly decisions: DataZoneClient = access.client,
  ) {
    this.environments = new EnvironmentsOfRun(access);
  }

  public look(requestId: string, subscriptionId: string | undefined): Promise<AccessView> {
    return lookAt(this.access, requestId, subscriptionId, this.environments);
  }

  public facts(request: RequestView): Promise<AccessFacts> {
    return factsOf(this.access, request, this.environments);
  }

  public filters(request: RequestView, access: GivenAccess): ReturnType<AccessCatalog["filters"]> {
    return makeFilters(this.access, request, access);
  }

  public async accept(
    { id, assetId, assetType }: RequestView,
    { comment, filterIds, s3 }: Parameters<AccessCatalog["accept"]>[1],
  ): Promise<void> {
    const { domainId } = this.access;
    const accept = new AcceptSubscriptionRequestCommand({
      domainIdentifier: domainId,
      identifier: id,
      decisionComment: comment,
      ...(filterIds.length === 0 ? {} : { assetScopes: [{ assetId, filterIds: [...filterIds] }] }),
      ...(assetType === OBJECTS ? { assetPermissions: [{ assetId, permissions: { s3: [...s3] } }] } : {}),
    });
    await unlessDecided(() => this.decisions.send(accept));
  }

  public async reject({ id }: RequestView, comment: string): Promise<void> {
    const { domainId } = this.access;
    const reject = new RejectSubscriptionRequestCommand({
      domainIdentifier: domainId,
      identifier: id,
      decisionComment: comment,
    });
    await unlessDecided(() => this.decisions.send(reject));
  }

  public async grant(
    subscriptionId: string,
    { targetId, environmentId }: { readonly targetId: string; readonly environmentId: string },
  ): ReturnType<AccessCatalog["grant"]> {
    const { client, domainId } = this.access;
    const { subscribedListing } = await client.send(
      new GetSubscriptionCommand({ domainIdentifier: domainId, identifier: subscriptionId }),
    );
    const listing = { identifier: subscribedListing?.id, revision: subscribedListing?.revision };
    const grant = new CreateSubscriptionGrantCommand({
      domainIdentifier: domainId,
      environmentIdentifier: environmentId,
      subscriptionTargetIdentifier: targetId,
      grantedEntity: { listing },
      clientToken: `${subscriptionId}-${targetId}`,
    });
    try {
      await unlessDecided(() => this.decisions.send(grant));
      return undefined;
    } catch (error) {
      if (!isDenied(error)) throw error;
      return { kind: "grant-refused", cause: saidBy(error) };
    }
  }

  public async revoke(subscriptionId: string): Promise<void> {
    const { domainId } = this.access;
    const revoke = new RevokeSubscriptionCommand({
      domainIdentifier: domainId,
      identifier: subscriptionId,
      retainPermissions: false,
    });
    await unlessDecided(() => this.decisions.send(revoke));
  }
}

/**
 * Carries out a decision that has no client token: it may have been carried out before, with an answer that was lost, or somebody
 * else has decided. The service answers a conflict to both, and the next look tells what is there.
 */
async function unlessDecided(decide: () => Promise<unknown>): Promise<void> {
  try {
    await decide();
  } catch (error) {
    if (awsFault(error)?.name !== "ConflictException") throw error;
  }
}
