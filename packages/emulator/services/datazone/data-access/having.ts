import { chancesOfChange } from "./model";

/** Groups of the items of a record, by a value that an item keeps as long as it is there. */
interface Grouping {
  /** Chances of a change until it was last compared with the record. */
  comparedAt?: number;
  /** Number of items and id of the newest: both are the same only where nothing has come or gone. */
  state: string;
  groups: Map<string, unknown[]>;
}

const groupings = new WeakMap<object, Map<string, Grouping>>();

/**
 * Items of a record that have a value: of ten thousand a list of a few is not looked for one by one.
 *
 * @param name - Name of the value, for that record.
 * @param valueOf - The value of an item, which never changes.
 */
export function having<T>(
  items: Readonly<Record<string, T>>,
  name: string,
  valueOf: (item: T) => string,
  value: string,
): readonly T[] {
  const known = groupings.get(items) ?? new Map<string, Grouping>();
  groupings.set(items, known);
  const grouping: Grouping = known.get(name) ?? { state: "", groups: new Map() };
  known.set(name, grouping);
  if (grouping.comparedAt !== chancesOfChange()) {
    const ids = Object.keys(items);
    const state = `${ids.length} ${ids.at(-1)}`;
    if (grouping.state !== state) Object.assign(grouping, { state, groups: grouped(items, valueOf) });
    grouping.comparedAt = chancesOfChange();
  }
  return (grouping.groups.get(value) ?? []) as T[];
}

function grouped<T>(items: Readonly<Record<string, T>>, valueOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of Object.values(items)) {
    const group = groups.get(valueOf(item));
    if (group === undefined) groups.set(valueOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
