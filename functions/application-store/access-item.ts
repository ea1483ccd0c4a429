import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AccessRecord } from "../../governance/access";

/** Beginning of keys and of partitions of indexes that hold requests for access. */
const PREFIX = "ACCESS#";

/** Item of the table. */
export type Item = Record<string, AttributeValue>;

/** Key of a request's record. */
export const keyOf = (requestId: string): Item => ({ pk: { S: `${PREFIX}${requestId}` }, sk: { S: "RECORD" } });

/** Partition of an index that holds requests with a value. */
export const partitionOf = (value: string): string => `${PREFIX}${value}`;

/** Value of an attribute that is a partition of an index. */
export const valueOf = (attribute: AttributeValue | undefined): string => attribute?.S?.slice(PREFIX.length) ?? "";

/** Partition of all requests, and of all access that has an end. */
export const ALL = "ACCESS";

/** Place of a request in lists: its time, and its id, which tells apart those of one moment. */
export const orderOf = ({ requestId, asked }: AccessRecord): string => `${asked?.askedAt ?? ""}#${requestId}`;

/** Attributes by which lists find a record; one that is not known is left out, and the record is not in that list. */
export function listAttributes(record: AccessRecord): Item {
  const { asked, facts, phase, expiresAt } = record;
  const partitions: Record<string, string | undefined> = {
    requester: asked?.requester,
    consumer: asked?.consumerProjectId,
    producer: asked?.producerProjectId,
    unit: facts?.producer.unit,
    state: phase,
  };
  const known = Object.entries(partitions).filter(([, value]) => value !== undefined && value !== "");
  return {
    kind: { S: ALL },
    order: { S: orderOf(record) },
    ...Object.fromEntries(known.map(([name, value]) => [name, { S: partitionOf(value ?? "") }])),
    ...(phase === "active" && expiresAt !== undefined
      ? { expiryPk: { S: ALL }, expiry: { S: `${expiresAt}#${record.requestId}` } }
      : {}),
  };
}

/** Record in an item of the table; nothing where it is no record. */
export function recordOf(item: Item | undefined): AccessRecord | undefined {
  return item?.record?.S === undefined ? undefined : (JSON.parse(item.record.S) as AccessRecord);
}
