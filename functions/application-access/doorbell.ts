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

/** Message of the application itself: of the function, for later, or of a person's decision. */
const ownMessage = z.strictObject({ requestId: z.string().min(1) });

/**
 * Id of the request that a message is about; nothing for events of other domains and of other things.
 *
 * @param body - Message of the queue: an event of EventBridge, or one of the application's own.
 * @throws where it is neither: the queue keeps it for somebody to look at
 */
export async function requestOfMessage(body: string, access: DomainAccess): Promise<string | undefined> {
  const message: unknown = JSON.parse(body);
  const own = ownMessage.safeParse(message);
  if (own.success) return own.data.requestId;
  const event = doorbell.parse(message);
  const { metadata, data } = event.detail;
  if (metadata.domain !== access.domainId) return undefined;
  const type = event["detail-type"];
  if (type.startsWith("Subscription Request ")) return metadata.id;
  if (type.startsWith("Subscription Grant ")) return requestOfGrant(access, metadata.id);
  if (type.startsWith("Subscription ")) return data?.subscriptionRequestId;
  return undefined;
}
