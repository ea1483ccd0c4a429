import { z } from "zod";
import { requestOfGrant } from "./catalog/requests";
import type { DomainAccess } from "./catalog/settings";

/**
 * Members of an event that are relied on. An event is a doorbell: it says which request to look at, and nothing of what it says
 * decides anything (field evidence, section 7).
 */
const doorbell = z.looseObject({
  "detail-type": z.string(),
  detail: z.looseObject({
    metadata: z.looseObject({ domain: z.string(), id: z.string() }),
    data: z.looseObject({ subscriptionRequestId: z.string().optional() }).optional(),
  }),
});

/**
 * Id of the request that an event is about; nothing for events of other domains and of other things.
 *
 * @param body - Event of EventBridge, as the queue has it.
 * @throws where the body is no event of DataZone: the queue keeps it for somebody to look at
 */
export async function requestOfEvent(body: string, access: DomainAccess): Promise<string | undefined> {
  const event = doorbell.parse(JSON.parse(body));
  const { metadata, data } = event.detail;
  if (metadata.domain !== access.domainId) return undefined;
  const type = event["detail-type"];
  if (type.startsWith("Subscription Request ")) return metadata.id;
  if (type.startsWith("Subscription Grant ")) return requestOfGrant(access, metadata.id);
  if (type.startsWith("Subscription ")) return data?.subscriptionRequestId;
  return undefined;
}
