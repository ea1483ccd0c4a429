import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** Item of the table. */
export type Item = Record<string, AttributeValue>;

/** Values by which lists find a record; one that is not known is left out, and the record is not in that list. */
export type ListValues = Readonly<
  Partial<Record<"requester" | "consumer" | "producer" | "unit" | "state", string | undefined>>
>;

/** Kind of the records in the application's table: keys and partitions of indexes begin with its name. */
export class ItemKind {
  private readonly prefix: string;

  public constructor(
    /** Partition of all records of the kind, and beginning of all others. */
    public readonly name: "ACCESS" | "PROJECT",
  ) {
    this.prefix = `${name}#`;
  }

  /** Key of a record. */
  public keyOf = (requestId: string): Item => ({ pk: this.partitionOf(requestId), sk: { S: "RECORD" } });

  /** Partition of an index that holds records with a value. */
  public partitionOf = (value: string): AttributeValue.SMember => ({ S: `${this.prefix}${value}` });

  /** Value of an attribute that is a key or a partition of an index. */
  public valueOf = (attribute: AttributeValue | undefined): string => attribute?.S?.slice(this.prefix.length) ?? "";

  /** Attributes by which lists find a record. @param order - Place in lists: a time and the id, which tells apart those of one moment. */
  public listAttributes(values: ListValues, order: string): Item {
    const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
    return {
      kind: { S: this.name },
      order: { S: order },
      ...Object.fromEntries(known.map(([name, value]) => [name, this.partitionOf(value ?? "")])),
    };
  }
}
