/** Shape of the governance application's table: what the layer makes, and the functions rely on. */
export const APPLICATION_TABLE = {
  hashKey: "pk",
  rangeKey: "sk",
  /** Attribute, in seconds since 1970, after which an item may be gone. */
  timeToLive: "ttl",
  /** Indexes by name; each holds the keys of items alone. */
  indexes: { due: { hashKey: "duePk", rangeKey: "due" } },
} as const;
