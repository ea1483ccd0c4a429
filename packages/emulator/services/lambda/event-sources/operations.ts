import { randomUUID } from "node:crypto";
import type {
  CreateEventSourceMappingCommandInput,
  ListEventSourceMappingsCommandInput,
  UpdateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { functionOf, parseFunctionName, resourceConflict, resourceNotFound, versionOf } from "../function-names";
import { checkQueue, checkSettings, queueOf } from "./checks";
import { type EventSourceMapping, eventSources } from "./model";

const PAGE = 100;

/** State that a mapping is in, or that an operation has just begun to bring it to. */
type MappingState = "Creating" | "Enabled" | "Disabled" | "Updating" | "Enabling" | "Disabling" | "Deleting";

function describe(mapping: EventSourceMapping, state: MappingState = mapping.enabled ? "Enabled" : "Disabled") {
  return {
    UUID: mapping.uuid,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindow,
    EventSourceArn: mapping.eventSourceArn,
    FunctionArn: mapping.functionArn,
    LastModified: mapping.lastModified / 1000,
    LastProcessingResult: mapping.lastProcessingResult,
    State: state,
    StateTransitionReason: "USER_INITIATED",
    FunctionResponseTypes: mapping.responseTypes,
    FilterCriteria: mapping.filters.length > 0 ? { Filters: mapping.filters } : undefined,
    ScalingConfig:
      mapping.maximumConcurrency === undefined ? undefined : { MaximumConcurrency: mapping.maximumConcurrency },
    MetricsConfig: mapping.metricsConfig,
    EventSourceMappingArn: mapping.arn,
  };
}

function mappingOf(uuid: string | undefined, call: Call): EventSourceMapping {
  const mapping = eventSources(call.emulator.store, call)[uuid ?? ""] as EventSourceMapping | undefined;
  if (mapping === undefined) throw resourceNotFound("The resource you requested does not exist.");
  return mapping;
}

/** ARN of a function with the qualifier that the caller has named. */
function qualifiedArn(name: string | undefined, call: Call): string {
  const fn = functionOf(name, call);
  const { qualifier } = parseFunctionName(name ?? "");
  versionOf(fn, qualifier);
  return qualifier === undefined ? fn.arn : `${fn.arn}:${qualifier}`;
}

async function create(input: CreateEventSourceMappingCommandInput, call: Call) {
  const mappings = eventSources(call.emulator.store, call);
  const eventSourceArn = input.EventSourceArn ?? "";
  checkSettings(queueOf(eventSourceArn).name, input);
  const functionArn = qualifiedArn(input.FunctionName, call);
  const same = Object.values(mappings).find(
    (other) => other.eventSourceArn === eventSourceArn && other.functionArn === functionArn,
  );
  if (same !== undefined)
    throw resourceConflict(
      `An event source mapping with SQS arn (" ${eventSourceArn} ") and function (" ${input.FunctionName} ") already exists. Please update or delete the existing mapping with UUID ${same.uuid}`,
    );
  await checkQueue(functionArn, eventSourceArn, call);
  const uuid = randomUUID();
  const mapping: EventSourceMapping = {
    uuid,
    arn: `arn:aws:lambda:${call.region}:${call.account}:event-source-mapping:${uuid}`,
    eventSourceArn,
    functionArn,
    enabled: input.Enabled ?? true,
    batchSize: input.BatchSize ?? 10,
    maximumBatchingWindow: input.MaximumBatchingWindowInSeconds ?? 0,
    maximumConcurrency: input.ScalingConfig?.MaximumConcurrency,
    responseTypes: input.FunctionResponseTypes ?? [],
    filters: input.FilterCriteria?.Filters ?? [],
    metricsConfig: input.MetricsConfig,
    tags: { ...input.Tags },
    lastModified: Date.now(),
    lastProcessingResult: "No records processed",
  };
  mappings[uuid] = mapping;
  return describe(mapping, "Creating");
}

async function update(input: UpdateEventSourceMappingCommandInput, call: Call) {
  const mapping = mappingOf(input.UUID, call);
  checkSettings(queueOf(mapping.eventSourceArn).name, {
    BatchSize: input.BatchSize ?? mapping.batchSize,
    MaximumBatchingWindowInSeconds: input.MaximumBatchingWindowInSeconds ?? mapping.maximumBatchingWindow,
    ScalingConfig: input.ScalingConfig,
    FilterCriteria: input.FilterCriteria,
  });
  const functionArn = input.FunctionName === undefined ? mapping.functionArn : qualifiedArn(input.FunctionName, call);
  await checkQueue(functionArn, mapping.eventSourceArn, call);
  const enabled = input.Enabled ?? mapping.enabled;
  const state = enabled === mapping.enabled ? "Updating" : enabled ? "Enabling" : "Disabling";
  Object.assign(mapping, {
    functionArn,
    enabled,
    batchSize: input.BatchSize ?? mapping.batchSize,
    maximumBatchingWindow: input.MaximumBatchingWindowInSeconds ?? mapping.maximumBatchingWindow,
    // An empty configuration takes the limit away.
    maximumConcurrency: input.ScalingConfig ? input.ScalingConfig.MaximumConcurrency : mapping.maximumConcurrency,
    responseTypes: input.FunctionResponseTypes ?? mapping.responseTypes,
    filters: input.FilterCriteria ? (input.FilterCriteria.Filters ?? []) : mapping.filters,
    metricsConfig: input.MetricsConfig ?? mapping.metricsConfig,
    lastModified: Date.now(),
  } satisfies Partial<EventSourceMapping>);
  return describe(mapping, state);
}

function listMappings(input: ListEventSourceMappingsCommandInput, call: Call) {
  const functionArn = input.FunctionName === undefined ? undefined : qualifiedArn(input.FunctionName, call);
  const found = Object.values(eventSources(call.emulator.store, call)).filter(
    (mapping) =>
      (input.EventSourceArn ?? mapping.eventSourceArn) === mapping.eventSourceArn &&
      (functionArn ?? mapping.functionArn) === mapping.functionArn,
  );
  const { items, nextToken } = page(found, { maxResults: input.MaxItems, nextToken: input.Marker }, PAGE, call);
  return { EventSourceMappings: items.map((mapping) => describe(mapping)), NextMarker: nextToken };
}

/** Operations on event source mappings. Changes take effect at once; only the answer says that they are under way. */
export const EVENT_SOURCE_OPERATIONS: Operations = {
  CreateEventSourceMapping: operation(create),
  GetEventSourceMapping: operation(({ UUID }: { UUID?: string }, call) => describe(mappingOf(UUID, call))),
  ListEventSourceMappings: operation(listMappings),
  UpdateEventSourceMapping: operation(update),
  DeleteEventSourceMapping: operation(({ UUID }: { UUID?: string }, call) => {
    const mapping = mappingOf(UUID, call);
    delete eventSources(call.emulator.store, call)[mapping.uuid];
    return describe(mapping, "Deleting");
  }),
};
