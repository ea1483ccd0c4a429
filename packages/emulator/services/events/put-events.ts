import { validationError } from "../../errors";
import { type BusEvent, eventTime } from "../../events";
import { newUuid } from "../../identifiers";
import type { Call } from "../../service";

/** An entry of PutEvents. */
export interface EventEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Epoch seconds. @default - now */
  readonly Time?: number;
}

/** Answer about one entry: its event's id, or an error. */
type EntryResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

const MOST_ENTRIES = 10;
const MOST_BYTES = 1024 * 1024;

/**
 * Puts events of customers onto buses. Sources that begin with `aws.` are AWS's own.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function putEvents(entries: readonly EventEntry[], call: Call): object {
  if (entries.length === 0 || entries.length > MOST_ENTRIES)
    throw validationError(
      `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MOST_ENTRIES}`,
    );
  if (entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0) > MOST_BYTES)
    throw validationError("Total size of the entries in the request is over the limit.");
  const results = entries.map((entry) => putEvent(entry, call));
  return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
}

function putEvent(entry: EventEntry, call: Call): EntryResult {
  const { Source = "", DetailType = "", Detail = "" } = entry;
  for (const [member, value] of Object.entries({ Source, DetailType, Detail }))
    if (value === "") return invalid(`Parameter ${member} is not valid. Reason: ${member} is a required argument.`);
  if (Source.startsWith("aws."))
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  const detail = parsedDetail(Detail);
  if (detail === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  const id = newUuid();
  const bus = (entry.EventBusName ?? "default").split("/").pop() ?? "default";
  const event: BusEvent = {
    version: "0",
    id,
    account: call.account,
    region: call.region,
    source: Source,
    "detail-type": DetailType,
    detail,
    resources: entry.Resources ?? [],
    time: eventTime(entry.Time === undefined ? Date.now() : entry.Time * 1000),
  };
  call.emulator.events.put(event, bus);
  return { EventId: id };
}

const invalid = (ErrorMessage: string): EntryResult => ({ ErrorCode: "InvalidArgument", ErrorMessage });

function parsedDetail(text: string): object | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === "object" && detail !== null && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}
