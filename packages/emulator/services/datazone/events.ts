import type { Call } from "../../service";
import type { Domain } from "./model";
import { knownUser } from "./principals";

/** Event of a domain: what it is about, and the part of its content that somebody has seen. */
export interface DomainEvent {
  readonly type: string;
  /** Id of what it is about. */
  readonly id: string;
  /** Name of the kind of thing it is about, where that is known. */
  readonly typeName?: string;
  readonly projectId?: string;
  readonly clientToken?: string;
  /** User profile, or SYSTEM. @default - the caller's, where it has one */
  readonly user?: string;
  readonly data?: object;
  /** Time in milliseconds at which it happens. @default - now */
  readonly at?: number;
}

const SOURCE = "aws.datazone";

/**
 * Puts an event onto the default bus of the domain's account. Only one type was published with its content; of the others there is
 * what working consumers read.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/userguide/working-with-events-and-notifications.html
 */
export function announce(domain: Domain, event: DomainEvent, call: Call): void {
  const { type, id, typeName, projectId, clientToken, data = {}, at } = event;
  const metadata = {
    domain: domain.id,
    user: event.user ?? knownUser(domain, call),
    id,
    version: "1",
    typeName,
    owningProjectId: projectId,
    awsAccountId: domain.account,
    clientToken,
  };
  call.emulator.events.publish({
    account: domain.account,
    region: domain.region,
    source: SOURCE,
    detailType: type,
    detail: JSON.parse(JSON.stringify({ version: "1", metadata, data })) as object,
    at,
  });
}
