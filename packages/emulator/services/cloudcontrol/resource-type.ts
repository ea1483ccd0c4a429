import type { Call } from "../../service";

/** Properties of a resource. */
export type Model = Record<string, unknown>;

/** The handlers of a resource type; each works through the DataZone API as the caller. */
export interface ResourceType {
  readonly typeName: string;
  /** Creates and answers the primary identifier, its parts joined by `|`. */
  create(desired: Model, call: Call): Promise<string>;
  /** The readable properties; undefined when there is no such resource. */
  read(identifier: string, call: Call): Promise<Model | undefined>;
  remove(identifier: string, call: Call): Promise<void>;
  /** Every resource of the type below a partial model. */
  list(model: Model, call: Call): Promise<{ identifier: string; properties: Model }[]>;
}

/** `createDomainUnit` <-> `CreateDomainUnit`: the API's members and the type's properties differ in this only. */
export const toApi = (value: unknown) => rename(value, (key) => key.charAt(0).toLowerCase() + key.slice(1));
/** Properties of a type from members of the API. */
export const toModel = (value: unknown) => rename(value, (key) => key.charAt(0).toUpperCase() + key.slice(1));

function rename(value: unknown, change: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), rename(item, change)]));
}

/** All items over all pages of a List operation. */
export async function listAll<T>(operation: string, member: string, input: object, call: Call): Promise<T[]> {
  const items: T[] = [];
  let nextToken: string | undefined;
  do {
    const output = (await call.emulator.call("datazone", operation, { ...input, nextToken }, call)) as Model;
    items.push(...(output[member] as T[]));
    nextToken = output.nextToken as string | undefined;
  } while (nextToken !== undefined);
  return items;
}
