/** Name of the bus that every account has in every Region; events of services are on it. */
export const DEFAULT_BUS = "default";

/** Time of an event to the second, as EventBridge has it. */
export const eventTime = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

/** An event of a service, before it is on its way. */
export interface EventDraft {
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
  /** ARNs that the event is about. @default - none */
  readonly resources?: readonly string[];
  /** Time in milliseconds at which it happens. @default - now */
  readonly at?: number;
}

/**
 * An event as EventBridge hands it to targets.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** An event with what became of it. */
export interface RecordedEvent {
  readonly event: BusEvent;
  /** Name of the bus of the event's account. */
  readonly bus: string;
  readonly outcome: "DELIVERED" | "LOST";
  /** Time of that; later than the event's where a fault has held it back. */
  readonly at: string;
  readonly fault?: string;
}
