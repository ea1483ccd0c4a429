import type { AppliedRecord } from "../../contracts/applied-record";
import { parseStackId } from "../../contracts/layers";
import {
  covers,
  type counterpartsOf,
  isCompared,
  overrideOf,
  type PromotableItems,
} from "../../configuration/promotion";
import type { Stage } from "../../configuration";
import { describeDifferences } from "./differences";
import type { PromotionEntry } from "./report";

/** One side of a pair of stacks. */
export interface StackSide {
  readonly stack: string;
  /** Content of each item, by the configuration. */
  readonly items: PromotableItems;
  /** Fingerprints that the next apply would record, by item. */
  readonly configured: Readonly<Record<string, string>>;
  /** Record of the last successful apply. */
  readonly record?: AppliedRecord;
}

/** A stack of the target and what it is promoted from. */
export interface StackPair {
  readonly target: StackSide;
  readonly source: StackSide | { readonly absent: string };
}

/** Judgement of one item; none where the stages are in step. */
type Verdict = Pick<PromotionEntry, "status" | "change" | "why">;

/** Compares the items of a pair of stacks: what the target is configured to be and was applied as, with the source. */
export function compareItems(
  pair: StackPair,
  target: Stage,
  source: Stage,
): { entries: PromotionEntry[]; inStep: number } {
  const sides = [pair.target, ...("absent" in pair.source ? [] : [pair.source])];
  const all = new Set(
    sides.flatMap(({ configured, record }) => [configured, record?.promotable ?? {}].flatMap(Object.keys)),
  );
  const { overrides = {} } = target.environment.promotion ?? {};
  const entries: PromotionEntry[] = [];
  let inStep = 0;
  for (const item of [...all].sort()) {
    if (!isCompared(item, source)) continue;
    const fingerprints = fingerprintsOf(item, pair);
    const override = overrideOf(item, overrides);
    const verdict =
      override === undefined
        ? judge(item, pair, fingerprints, target, source)
        : judgeOverride(fingerprints, overrides[override], differenceOf(item, pair, target, source));
    if (verdict === undefined) inStep += 1;
    else entries.push({ item, stack: pair.target.stack, ...verdict, ...fingerprints });
  }
  return { entries, inStep };
}

/** Items of the source's stacks that have no counterpart in the target: a business unit or a layer that only it has. */
export function stacksOnlyInSource(
  sides: ReadonlyMap<string, StackSide>,
  counterpartOf: ReturnType<typeof counterpartsOf>,
  target: Stage,
  source: Stage,
): PromotionEntry[] {
  const { overrides = {} } = target.environment.promotion ?? {};
  return [...sides.values()].flatMap(({ stack, configured, record }) => {
    const counterpart = counterpartOf(parseStackId(stack));
    if (counterpart === undefined || "address" in counterpart) return [];
    return Object.keys(configured)
      .sort()
      .map((item): PromotionEntry => {
        const override = overrideOf(item, overrides);
        const why =
          override === undefined
            ? `only in ${source.name}: ${counterpart.absent}`
            : `stage override: ${overrides[override]}`;
        const sourceConfigured = configured[item];
        const sourceApplied = record?.promotable[item];
        return {
          item,
          stack,
          status: override === undefined ? "missing" : "override",
          change: "none",
          why,
          sourceConfigured,
          sourceApplied,
        };
      });
  });
}

/** Fingerprints of an item: what is configured, and what was applied. */
type Fingerprints = Pick<PromotionEntry, "expected" | "applied" | "sourceConfigured" | "sourceApplied">;

function fingerprintsOf(item: string, { target, source }: StackPair): Fingerprints {
  const other = "absent" in source ? undefined : source;
  return {
    expected: target.configured[item],
    applied: target.record?.promotable[item],
    sourceConfigured: other?.configured[item],
    sourceApplied: other?.record?.promotable[item],
  };
}

function judgeOverride(
  { expected, sourceConfigured, applied }: Fingerprints,
  reason: string,
  difference: string,
): Verdict | undefined {
  if (expected === sourceConfigured && expected === applied) return undefined;
  const told = expected === sourceConfigured ? "configured alike" : difference;
  return { status: "override", change: changeOf(expected, applied), why: `stage override: ${reason} (${told})` };
}

/** Describes how two configurations of an item differ; they must differ. */
function differenceOf(item: string, pair: StackPair, target: Stage, source: Stage): string {
  if ("absent" in pair.source) return pair.source.absent;
  if (pair.target.configured[item] === undefined) return `only in ${source.name}`;
  if (pair.source.configured[item] === undefined) return `only in ${target.name}`;
  return describeDifferences(pair.source.items[item], pair.target.items[item], source.name, target.name);
}

function judge(
  item: string,
  pair: StackPair,
  fingerprints: Fingerprints,
  target: Stage,
  source: Stage,
): Verdict | undefined {
  const { expected, applied, sourceApplied } = fingerprints;
  const change = changeOf(expected, applied);
  const past = pastTheGate(pair.target.record);
  if (expected === undefined && applied === undefined) {
    return {
      status: "missing",
      change,
      why: `only in ${source.name}: the configuration of ${target.name} does not have it`,
    };
  }
  if (expected === applied) {
    if (sourceApplied === expected) return undefined;
    if (past === undefined && hasMovedOn(pair, fingerprints)) {
      const { sourceConfigured } = fingerprints;
      const gone = `${source.name} does not have it any more`;
      const why = sourceConfigured === undefined ? gone : differenceOf(item, pair, target, source);
      return { status: "behind", change, why };
    }
    const reason = past === undefined ? "" : `, ${past}`;
    return { status: "ahead", change, why: `applied in ${target.name}, not in ${source.name}${reason}` };
  }
  if (sourceApplied === expected) {
    if (past !== undefined && applied !== undefined) {
      const why = `${target.name} has applied something else, ${past}`;
      return { status: "drifted", change, why };
    }
    return { status: "promote", change, why: `applied in ${source.name}, not yet promoted` };
  }
  return { status: "refused", change, why: refusal(item, pair, fingerprints, target, source) };
}

/** Tells whether the source is also configured otherwise, not only applied so: then the target is not ahead of it. */
function hasMovedOn({ source }: StackPair, { expected, sourceConfigured }: Fingerprints): boolean {
  return !("absent" in source) && source.record !== undefined && sourceConfigured !== expected;
}

/** Says who went past the gate, when and why. */
function pastTheGate(record: AppliedRecord | undefined): string | undefined {
  const { override } = record ?? {};
  if (override === undefined || override === null) return undefined;
  const { by, at, reason } = override;
  return `past the gate by ${by}${at === undefined ? "" : ` at ${at}`}: ${reason}`;
}

function refusal(item: string, pair: StackPair, at: Fingerprints, target: Stage, source: Stage): string {
  const { source: other } = pair;
  if ("absent" in other) return other.absent;
  if (at.expected === undefined) return `removed in ${target.name}, but ${source.name} still has it applied`;
  if (other.record === undefined) return `${other.stack} of ${source.name} was never applied to its end`;
  if (at.expected === at.sourceConfigured) {
    return `${source.name} is configured alike, but ${other.stack} was not successfully applied since`;
  }
  if (at.sourceConfigured === undefined) return `${source.name} does not have it`;
  return `configured differently: ${differenceOf(item, pair, target, source)}`;
}

function changeOf(expected: string | undefined, applied: string | undefined): PromotionEntry["change"] {
  if (expected === applied) return "none";
  if (expected === undefined) return "remove";
  return applied === undefined ? "add" : "change";
}

/** Deliberate differences that say nothing any more: no item that differs is covered by them. */
export function idleOverrides(target: Stage, entries: readonly PromotionEntry[]): string[] {
  const names = Object.keys(target.environment.promotion?.overrides ?? {});
  const differing = entries.filter(({ expected, sourceConfigured }) => expected !== sourceConfigured);
  return names.filter((name) => !differing.some(({ item }) => covers(name, item)));
}
