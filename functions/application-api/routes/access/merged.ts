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
  const { sources, phases, limit } = part;
  const records: AccessRecord[] = [];
  let { behind } = part;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; ) {
    const stride = Math.max(STRIDE, limit);
    const heads = await Promise.all(
      // What a state holds needs no filter of states.
      sources.map((source) =>
        lists.entries(source, { behind, limit: stride, phases: source.by === "state" ? undefined : phases }),
      ),
    );
    const entries = newestFirst(heads.flat()).slice(0, stride);
    const read = await lists.records(entries.map(({ requestId }) => requestId));
    const found = new Map(read.map((record) => [record.requestId, record]));
    for (const { requestId, place } of entries) {
      behind = place;
      const record = found.get(requestId);
      if (record === undefined || !part.is(record)) continue;
      records.push(record);
      if (records.length === limit) return { records, next: place };
    }
    if (entries.length < stride) return { records };
    lookedAt += entries.length;
  }
  return { records, next: behind };
}

function newestFirst(entries: readonly ListEntry[]): ListEntry[] {
  const once = new Map(entries.map((entry) => [entry.requestId, entry]));
  return [...once.values()].sort((one, other) => (one.place < other.place ? 1 : -1));
}
