/** The call by which terraform asks a provider for its schema, once in each of its runs. */
export const GET_SCHEMA = "/tfplugin5.Provider/GetSchema";

/**
 * Fields of the answer that hold a schema for each type: of resources, and of data sources.
 *
 * @see https://github.com/hashicorp/terraform/tree/main/docs/plugin-protocol, message `GetProviderSchema.Response`
 */
const BY_TYPE: readonly number[] = [2, 3];

const LENGTH_DELIMITED = 2;

/**
 * Leaves some types in a provider's schema, and takes away the others: a message of protocol buffers before and after.
 *
 * The schema of all types is some 10 MB. Marshalling it costs the provider a CPU second, and reading it terraform two.
 */
export function keepTypes(schema: Buffer, types: ReadonlySet<string>): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < schema.length; ) {
    const field = readField(schema, at);
    const isSchema = BY_TYPE.includes(field.number);
    if (!isSchema || types.has(typeOf(schema.subarray(field.from, field.to)))) kept.push(schema.subarray(at, field.to));
    at = field.to;
  }
  return Buffer.concat(kept);
}

/** The key of a map's entry, which is the entry's first field. */
function typeOf(entry: Buffer): string {
  const { from, to } = readField(entry, 0);
  return entry.toString("utf8", from, to);
}

interface Field {
  readonly number: number;
  /** Position at which its content begins; `to` is the one at which it ends. */
  readonly from: number;
  readonly to: number;
}

/** All fields of this message are messages, texts or bytes. @throws Error for another wire type */
function readField(message: Buffer, at: number): Field {
  const tag = readVarint(message, at);
  if ((tag.value & 7) !== LENGTH_DELIMITED)
    throw new Error(`a field of wire type ${tag.value & 7} in a provider's schema`);
  const length = readVarint(message, tag.end);
  return { number: tag.value >>> 3, from: length.end, to: length.end + length.value };
}

function readVarint(message: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = at, factor = 1; ; index++, factor *= 128) {
    const byte = message[index];
    if (byte === undefined) throw new Error("a provider's schema ends in the middle of a number");
    value += (byte & 127) * factor;
    if (byte < 128) return { value, end: index + 1 };
  }
}
