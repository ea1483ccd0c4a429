import { randomBytes, randomUUID } from "node:crypto";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const GRANT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const pick = (alphabet: string, length: number) =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join("");

/** Ids as the service makes them (patterns: botocore's DataZone model). */
export const newDomainId = () => `dzd-${pick(LOWER, 14)}`;
/** A new id as DataZone's resources have it. */
export const newId = () => pick(LOWER, 14);
/** A new id of a policy grant. */
export const newGrantId = () => pick(GRANT, 10);
/** A new UUID. */
export const newUuid = (): string => randomUUID();
