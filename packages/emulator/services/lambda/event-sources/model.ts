import type { Store } from "../../../store";

/** A criterion of a mapping: an event pattern, as JSON text. */
export interface EventFilter {
  readonly Pattern?: string;
}

/** A mapping of a queue to a function. */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly arn: string;
  readonly eventSourceArn: string;
  /** With the qualifier that it was made with. */
  functionArn: string;
  enabled: boolean;
  batchSize: number;
  /** Seconds, 0 to 300. */
  maximumBatchingWindow: number;
  /** 2 to 1000. @default - as many as Lambda thinks right */
  maximumConcurrency?: number;
  responseTypes: readonly string[];
  filters: readonly EventFilter[];
  metricsConfig?: { readonly Metrics?: readonly string[] };
  tags: Record<string, string>;
  /** Epoch milliseconds. */
  lastModified: number;
  lastProcessingResult: string;
}

/** Mappings of an account and Region, by UUID. */
export interface EventSourceState {
  mappings: Record<string, EventSourceMapping>;
}

const STATE = "lambda-event-sources";

/** Mappings of one account and Region. */
export function eventSources(store: Store, place: { account: string; region: string }): EventSourceState["mappings"] {
  return store.state<EventSourceState>(STATE, place.account, place.region, () => ({ mappings: {} })).mappings;
}

/** Mappings of all accounts and Regions. */
export function allEventSources(store: Store): EventSourceMapping[] {
  return store.states<EventSourceState>(STATE).flatMap(({ state }) => Object.values(state.mappings));
}

const ARN = /^arn:[^:]+:lambda:([^:]+):(\d{12}):event-source-mapping:([0-9a-f-]{36})$/;

/** A mapping by its ARN, as tagging operations name it; undefined for any other ARN, and where there is none. */
export function eventSourceByArn(store: Store, arn: string): EventSourceMapping | undefined {
  const match = ARN.exec(arn);
  return match === null ? undefined : eventSources(store, { region: match[1], account: match[2] })[match[3]];
}

/** Tells whether an ARN is one of a mapping. */
export const isEventSourceArn = (arn: string): boolean => ARN.test(arn);
