import { type AccessRecord, freshRecord } from "../../governance/access";
import { type DomainSize, profile } from "./domain-size";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-29T08:00:00.000Z");
/** Subscriptions of an asset, as `large-domain.ts` makes them. */
const PER_ASSET = 5;
const GIVEN = {
  rows: { columnName: "region", operator: "equalTo", value: "EU" },
  columns: ["region"],
  s3: ["READ"],
  expiresInDays: 90,
} as const;

const time = (at: number): string => new Date(at).toISOString();

/** Memory of the application of everything that was asked for in a large domain: one request for each subscription, and those that wait. */
export function recordsOf(size: DomainSize): AccessRecord[] {
  return Array.from({ length: size.subscriptions }, (_, count) => [
    decided(count, size),
    ...(count % 10 === 0 ? [waiting(count, size)] : []),
  ]).flat();
}

function asked(requestId: string, count: number, { projects }: DomainSize, at: number): AccessRecord {
  const asset = Math.floor(count / PER_ASSET);
  const consumer = (asset + 1 + (count % PER_ASSET) * 97) % projects;
  const producer = asset % projects;
  return {
    ...freshRecord(requestId),
    asked: {
      // The second member of the project that asks.
      requester: profile((consumer + 7) % (projects * 2)),
      ...{ assetId: `asset${asset}`, assetType: "amazon.datazone.GlueTableAssetType", listingId: `listing${asset}` },
      ...{ consumerProjectId: `project${consumer}`, producerProjectId: `project${producer}` },
      ...{ askedAt: time(at), reason: "Reports" },
      names: {
        asset: `Asset ${asset}`,
        consumerProject: `Project ${consumer}`,
        producerProject: `Project ${producer}`,
      },
    },
    facts: {
      ...{ asset: { columns: { region: [], amount: [], email: [] } }, producer: { unit: `unit${producer % 20}` } },
      ...{ consumer: { unit: `unit${consumer % 20}` }, requester: {}, request: {} },
    },
  };
}

/** A request that was approved: access of the last quarter works, a twentieth has ended. */
function decided(count: number, size: DomainSize): AccessRecord {
  const isOver = count >= size.subscriptions - size.subscriptions / 20;
  const at = NOW - (isOver ? 200 * DAY : ((count * 7919) % 88) * DAY) - count;
  return {
    ...asked(`request${count}`, count, size, at),
    phase: isOver ? "closed" : "active",
    verdict: {
      ...{ outcome: "approve", access: GIVEN, decider: { kind: "rule", rule: "parties", version: "1" } },
      ...{ reason: "Parties of Europe", at: time(at) },
    },
    ...{ decidedAt: time(at), activeAt: time(at), expiresAt: time(at + 90 * DAY) },
    subscriptionId: `subscription${count}`,
    done: ["approved:1", "active:1"],
  };
}

function waiting(count: number, size: DomainSize): AccessRecord {
  const at = NOW - (count % 14) * DAY - count;
  return {
    ...asked(`waiting${count}`, count, size, at),
    phase: "held",
    held: {
      ...{ queue: "office", since: time(at), remindAt: time(at + 3 * DAY), lapsesAt: time(at + 14 * DAY) },
      ...{ reason: "No rule decides on this request.", consents: [] },
    },
  };
}
