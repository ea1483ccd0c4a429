import type { AccessRecord } from "../../governance/access";
import { ItemKind, type Item } from "./item-kind";

/** Requests for access in the application's table. */
export const ACCESS = new ItemKind("ACCESS");

/** Attributes by which lists find a record; one that is not known is left out, and the record is not in that list. */
export function listAttributes(record: AccessRecord): Item {
  const { requestId, asked, facts, phase, expiresAt } = record;
  const values = {
    requester: asked?.requester,
    consumer: asked?.consumerProjectId,
    producer: asked?.producerProjectId,
    unit: facts?.producer.unit,
    state: phase,
  };
  return {
    ...ACCESS.listAttributes(values, `${asked?.askedAt ?? ""}#${requestId}`),
    ...(phase === "active" && expiresAt !== undefined
      ? { expiryPk: { S: ACCESS.name }, expiry: { S: `${expiresAt}#${requestId}` } }
      : {}),
  };
}

/** Record in an item of the table; nothing where it is no record. */
export function recordOf(item: Item | undefined): AccessRecord | undefined {
  return item?.record?.S === undefined ? undefined : (JSON.parse(item.record.S) as AccessRecord);
}
