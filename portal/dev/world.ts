import { freshRecord, type AccessRecord } from "../../governance/access";
import { evaluateAccess, type AccessFacts, type GivenAccess } from "../../governance/access-rules";
import { accessFacts } from "../../governance/access-rules";
import type { Asset } from "../api/operations";
import { RULES } from "./rules";

const DAY = 86_400_000;
/** Moment some days from now. */
export const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  region: [],
  revenue: ["business/revenue"],
  email: ["business/personal"],
  birth_date: ["business/personal"],
  order_count: [],
};
const NAMES = ["Customers", "Orders", "Invoices", "Exchange rates", "Campaign results"];
const LONG = "Customers_of_all_regions_with_their_orders_invoices_and_returns_since_the_beginning_of_records_v2_final";

/** Published assets: the first is confidential, the second has a long name and many columns. */
export function makeAssets(count: number): Asset[] {
  return Array.from({ length: count }, (_, index) => {
    const many = Array.from({ length: 300 }, (_one, column) => `measure_${String(column).padStart(3, "0")}`);
    const columns = index === 1 ? many : Object.keys(COLUMNS);
    return {
      listingId: `lst-${index}`,
      assetId: `ast-${index}`,
      name: assetName(index),
      description:
        index % 4 === 3 ? "" : "What customers bought, by region and day. Loaded each night from the sales system.",
      type: index === 2 ? "amazon.datazone.S3ObjectCollectionAssetType" : "amazon.datazone.GlueTableAssetType",
      projectId: "prj-finance",
      projectName: "Finance reporting",
      terms: termsOf(index),
      ...(index === 2 ? {} : { columns, columnTerms: index === 1 ? {} : COLUMNS }),
    };
  });
}

const assetName = (index: number): string =>
  index === 1 ? LONG : `${NAMES[index % NAMES.length]}${index < NAMES.length ? "" : ` ${index}`}`;
const termsOf = (index: number): string[] =>
  index === 0 ? ["business/customer", "confidentiality/confidential"] : ["business/customer"];

/** Facts of a request for an asset. */
export function factsFor(asset: Asset, request: AccessFacts["request"] | undefined): AccessFacts {
  const columns = asset.columns?.map((name) => [name, [...(asset.columnTerms?.[name] ?? [])]] as const);
  return accessFacts.parse({
    asset: {
      type: asset.type,
      terms: asset.terms,
      ...(columns === undefined ? {} : { columns: Object.fromEntries(columns) }),
    },
    producer: { unit: "finance-reporting", stage: "dev" },
    consumer: { unit: "marketing", stage: "dev", ageDays: 60 },
    requester: { groups: ["marketing-engineers"] },
    request: request ?? {},
  });
}

/** A request that rules have looked at and that is held for people. */
export function heldRecord(
  id: string,
  asset: Asset,
  requester: string,
  request?: AccessFacts["request"],
): AccessRecord {
  const facts = factsFor(asset, request);
  const ruled = evaluateAccess(RULES, facts);
  const hold = ruled.outcome === "hold" ? ruled.hold : RULES.otherwise;
  return {
    ...freshRecord(id),
    revision: 1,
    phase: "held",
    asked: {
      requester,
      assetId: asset.assetId,
      assetType: asset.type,
      listingId: asset.listingId,
      consumerProjectId: "prj-marketing",
      producerProjectId: "prj-finance",
      askedAt: daysFromNow(-1),
      reason: "We compare campaigns with what customers bought,\nand need it by the end of the quarter.",
      names: { asset: asset.name, consumerProject: "Marketing campaigns", producerProject: "Finance reporting" },
    },
    facts,
    ruled,
    held: {
      queue: hold.queue,
      since: daysFromNow(-1),
      remindAt: daysFromNow(2),
      lapsesAt: daysFromNow(hold.lapseAfterDays - 1),
      reason: ruled.reason,
      consents: [],
    },
  };
}

const GIVEN: GivenAccess = {
  rows: { columnName: "region", operator: "equalTo", value: "EU" },
  columns: ["region", "revenue"],
  s3: ["READ"],
  expiresInDays: 60,
};

/** A request that was approved by a person, or by a rule. */
export function activeRecord(held: AccessRecord, endsIn: number | undefined): AccessRecord {
  const at = daysFromNow(-20);
  return {
    ...held,
    asked: held.asked && { ...held.asked, askedAt: daysFromNow(-21) },
    phase: "active",
    verdict: {
      outcome: "approve",
      access: GIVEN,
      decider: { kind: "people", people: ["profile-frida"] },
      reason: "Approved by a person of the queue stewards.",
      at,
    },
    decidedAt: at,
    activeAt: at,
    ...(endsIn === undefined ? {} : { expiresAt: daysFromNow(endsIn) }),
  };
}

const YEAR = { purpose: "analysis", durationDays: 365, columns: "all", rows: "all" } as const;

/** Requests of every kind: `count` of the marketing engineer's own, as many that wait, and as many that end. */
export function makeRecords(count: number, assets: readonly Asset[]): AccessRecord[] {
  const each = (make: (index: number, asset: Asset) => AccessRecord): AccessRecord[] =>
    Array.from({ length: count }, (_, index) => make(index, assets[index % assets.length]));
  return [
    ...each((index, asset) => ownRecord(index, heldRecord(`own-${index}`, asset, "profile-marco", YEAR))),
    ...each((index, asset) => waitingRecord(index, asset)),
    ...each((index, asset) => activeRecord(heldRecord(`end-${index}`, asset, "profile-noor", YEAR), 3 + index * 9)),
  ];
}

function ownRecord(index: number, held: AccessRecord): AccessRecord {
  const at = daysFromNow(-2);
  const kind = index % 5;
  if (kind === 0) return activeRecord(held, undefined);
  if (kind === 1)
    return {
      ...held,
      phase: "closed",
      verdict: {
        outcome: "reject",
        decider: { kind: "people", people: ["profile-stella"] },
        reason: "The purpose does not need names. Please ask for the table of totals.",
        at,
      },
      decidedAt: at,
    };
  if (kind === 2) return held;
  if (kind === 3) return { ...activeRecord(held, 40), phase: "granting", problem: { kind: "no-target" } };
  const ending = { kind: "revoked", at, person: "profile-frida", reason: "The project has ended." } as const;
  return { ...activeRecord(held, 40), phase: "closed", ending, endedAt: at };
}

function waitingRecord(index: number, asset: Asset): AccessRecord {
  const id = `wait-${index}`;
  // As from AWS's own portal: nothing is known of what is wanted.
  if (index === 2) return heldRecord(id, asset, "profile-noor");
  const wish = { ...YEAR, rows: { columnName: "region", operator: "equalTo", value: "EU" } } as const;
  const held = heldRecord(id, asset, "profile-noor", index === 0 ? wish : YEAR);
  if (index !== 0 || held.held === undefined) return held;
  const consents = [{ person: "profile-frida", at: daysFromNow(-0.5), access: GIVEN }];
  return { ...held, held: { ...held.held, consents } };
}
