import type { AccessPhase, AccessRecord } from "../../../../governance/access";
import type { ListEntry, ListSource } from "../../../application-store/access-lists";
import type { Services } from "../../services";

/** Entries that one page looks at: a filter that finds little gives a short page instead of a slow one. */
const MOST_LOOKED_AT = 1000;
/** Entries that are read at once, at least. */
const STRIDE = 100;

/** Part of several lists that is asked for. */
export interface MergedPart {
  readonly sources: readonly ListSource[];
  readonly phases?: readonly AccessPhase[];
  readonly behind?: string;
  readonly limit: number;
  /** Records that belong to the list. */
  readonly is: (record: AccessRecord) => boolean;
}

/** Records of a page, with the place at which the next begins; absent on the last. */
export interface MergedPage {
  readonly records: readonly AccessRecord[];
  readonly next?: string;
}

/**
 * One list of several sources, the newest first, each request once.
 *
 * Each source gives its first entries behind a place; the first of all of them together are right, however the sources overlap.
 */
export async function mergedPage(lists: Services["lists"], part: MergedPart): Promise<MergedPage> {
  const { limit } = part;
  const taken: { readonly record: AccessRecord; readonly place: string }[] = [];
  const recordsOf = (some: typeof taken) => some.map(({ record }) => record);
  let { behind = "" } = part;
  const stride = Math.max(STRIDE, limit);
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += stride) {
    const entries = await newest(lists, part, behind === "" ? undefined : behind, stride);
    const read = await lists.records(entries.map(({ requestId }) => requestId));
    const found = new Map(read.map((record) => [record.requestId, record]));
    for (const { requestId, place } of entries) {
      behind = place;
      const record = found.get(requestId);
      if (record === undefined || !part.is(record)) continue;
      taken.push({ record, place });
      if (taken.length === limit) return { records: recordsOf(taken), next: place };
    }
    if (entries.length < stride) return { records: recordsOf(taken) };
  }
  // The last entry may be one that the caller may not see: the next page begins with its moment, and the cursor tells no id.
  const moment = behind.slice(0, behind.indexOf("#"));
  return { records: recordsOf(taken.filter(({ place }) => !place.startsWith(`${moment}#`))), next: `${moment}~` };
}

/** The newest entries behind a place, of all sources together. */
async function newest(
  lists: Services["lists"],
  { sources, phases }: MergedPart,
  behind: string | undefined,
  limit: number,
): Promise<ListEntry[]> {
  const heads = await Promise.all(
    // What a state holds needs no filter of states.
    sources.map((source) =>
      lists.entries(source, { behind, limit, phases: source.by === "state" ? undefined : phases }),
    ),
  );
  return newestFirst(heads.flat()).slice(0, limit);
}

function newestFirst(entries: readonly ListEntry[]): ListEntry[] {
  const once = new Map(entries.map((entry) => [entry.requestId, entry]));
  return [...once.values()].sort((one, other) => (one.place < other.place ? 1 : -1));
}
