/** Index of the application's table. */
export interface TableIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes that are read from the index itself, beside its keys and the table's. */
  readonly included: readonly string[];
}

/** Attributes by which it is decided who may see an item, and in what state it is. */
const SEEN_BY = ["phase", "requester", "consumer", "producer", "unit"] as const;

const list = (name: string, partitionKey: string): TableIndex => ({
  name,
  partitionKey,
  sortKey: "order",
  included: SEEN_BY.filter((attribute) => attribute !== partitionKey),
});

/**
 * Layout of the application's one table. Terraform makes it, and the functions of the application read and write it.
 *
 * All keys are texts. Values of the partition keys of indexes begin with the kind of the item (`ACCESS#`): other kinds of items use
 * the same indexes beside it. An item that lacks a key of an index is not in it.
 */
export const APPLICATION_TABLE = {
  partitionKey: "pk",
  sortKey: "sk",
  /** Time (seconds since 1970, a number) after which DynamoDB may delete an item; answers kept for repeated requests, and claims, have it. */
  timeToLive: "ttl",
  indexes: {
    /** Items that are to be looked at, by the time of the look. */
    due: { name: "due", partitionKey: "duePk", sortKey: "due", included: [] },
    /** Items of one requester, consuming project, producing project, unit of it, or state, in the order in which they were asked for. */
    requester: list("byRequester", "requester"),
    consumer: list("byConsumer", "consumer"),
    producer: list("byProducer", "producer"),
    unit: list("byUnit", "unit"),
    state: list("byState", "state"),
    /** All items of a kind, in that order. */
    all: list("byTime", "kind"),
    /** Access that works, by the time at which it ends. */
    expiry: { name: "byExpiry", partitionKey: "expiryPk", sortKey: "expiry", included: SEEN_BY },
  },
} as const satisfies {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly timeToLive: string;
  readonly indexes: Readonly<Record<string, TableIndex>>;
};

/** Name of an index of the application's table in {@link APPLICATION_TABLE}. */
export type ApplicationIndex = keyof typeof APPLICATION_TABLE.indexes;
