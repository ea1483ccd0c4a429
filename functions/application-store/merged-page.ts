import type { ItemLists, ListEntry, ListSource } from "./item-lists";

/** Record of a list. */
interface Listed {
  readonly requestId: string;
}
/** Lists of records. */
type Lists<R extends Listed> = Pick<ItemLists<R>, "entries" | "records">;

/** Steps of one page: a filter that finds little gives a short page instead of a slow one. */
const MOST_STEPS = 10;
/** Entries of a step: more where the sources hold other requests as well. They are small, and only those of the list are read. */
const STRIDES = { exact: 100, filtered: 500 };

/** Part of several lists that is asked for. */
export interface MergedPart<R> {
  readonly sources: readonly ListSource[];
  /** False where the sources hold others' requests as well, or of other phases. */
  readonly isExact: boolean;
  readonly behind?: string;
  readonly limit: number;
  /** Entries that are left out before anything is read. */
  readonly mayBe: (entry: ListEntry) => boolean;
  /** Records that belong to the list. */
  readonly is: (record: R) => boolean;
}

/** Records of a page, with the place at which the next begins; absent on the last. */
export interface MergedPage<R> {
  readonly records: readonly R[];
  readonly next?: string;
}

/**
 * One list of several sources, the newest first, each request once.
 *
 * Each source gives its first entries behind a place; the first of all of them together are right, however the sources overlap.
 */
export async function mergedPage<R extends Listed>(lists: Lists<R>, part: MergedPart<R>): Promise<MergedPage<R>> {
  const { limit, isExact } = part;
  const taken: Taken<R>[] = [];
  const stride = isExact ? STRIDES.exact : STRIDES.filtered;
  let { behind = "" } = part;
  for (let step = 0; step < MOST_STEPS; step++) {
    const entries = await newest(lists, part, behind === "" ? undefined : behind, stride);
    taken.push(...(await read(lists, part, entries, limit - taken.length)));
    if (taken.length === limit) return { records: recordsOf(taken), next: taken[limit - 1].place };
    if (entries.length < stride) return { records: recordsOf(taken) };
    behind = entries[stride - 1].place;
  }
  // The last entry may be one that the caller may not see: the next page begins with its moment, and the cursor tells no id.
  const moment = behind.slice(0, behind.indexOf("#"));
  const next = `${moment}~`;
  // A moment with more entries than a page looks at is not begun again.
  if (next === part.behind) return { records: recordsOf(taken), next: behind };
  return { records: recordsOf(taken.filter(({ place }) => !place.startsWith(`${moment}#`))), next };
}

interface Taken<R> {
  readonly record: R;
  readonly place: string;
}
const recordsOf = <R>(taken: readonly Taken<R>[]) => taken.map(({ record }) => record);

/** Records of the first entries that belong to the list. */
async function read<R extends Listed>(
  lists: Lists<R>,
  { mayBe, is }: MergedPart<R>,
  entries: readonly ListEntry[],
  most: number,
): Promise<Taken<R>[]> {
  const wanted = entries.filter(mayBe);
  const taken: Taken<R>[] = [];
  for (let at = 0; at < wanted.length && taken.length < most; at += most) {
    const some = wanted.slice(at, at + most);
    const places = new Map(some.map(({ requestId, place }) => [requestId, place]));
    const records = await lists.records([...places.keys()]);
    taken.push(...records.filter(is).map((record) => ({ record, place: places.get(record.requestId) ?? "" })));
  }
  return taken.slice(0, most);
}

/** The newest entries behind a place, of all sources together. */
async function newest<R extends Listed>(
  lists: Lists<R>,
  { sources }: MergedPart<R>,
  behind: string | undefined,
  limit: number,
): Promise<ListEntry[]> {
  const heads = await Promise.all(sources.map((source) => lists.entries(source, { behind, limit })));
  return newestFirst(heads.flat()).slice(0, limit);
}

function newestFirst(entries: readonly ListEntry[]): ListEntry[] {
  const once = new Map(entries.map((entry) => [entry.requestId, entry]));
  return [...once.values()].sort((one, other) => (one.place < other.place ? 1 : -1));
}
