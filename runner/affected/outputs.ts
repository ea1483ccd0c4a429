import { APPLIED_OUTPUT } from "../../contracts/applied-record";
import type { JsonObject } from "../synthesis";
import { bodies, canonical } from "./blocks";
import { identityOf, placeOf, triggersOf } from "./identity";
import { addressReferences, outputReferences, type OutputReference } from "./references";

/** The outputs of a stack that may get other values: all of one, or some entries of a map. */
export type ChangedOutputs = ReadonlyMap<string, "all" | ReadonlySet<string>>;

/** Tells whether a value that a stack reads from another may change. */
export type ReadChanges = (reference: OutputReference) => boolean;

/**
 * The outputs of a stack that may get other values: their expression differs, or they are made from something that is
 * new, replaced, or read from an output of another stack that may change.
 *
 * An update in place is no reason: an id or an ARN stays what it is (see `identity.ts`).
 */
export function changedOutputs(before: JsonObject | undefined, after: JsonObject, reads: ReadChanges): ChangedOutputs {
  const earlier = before === undefined ? undefined : new Map(bodies(before));
  const movement = new Movement(earlier, new Map(bodies(after)), reads);
  const changed = new Map<string, "all" | ReadonlySet<string>>();
  for (const [name, value] of outputsOf(after)) {
    const previous = earlier?.get(`output.${name}`) as Output | undefined;
    if (previous === undefined) changed.set(name, "all");
    else {
      const differing = changedEntries(previous.value, value, movement);
      if (differing === "all" || differing.size > 0) changed.set(name, differing);
    }
  }
  const kept = new Set(outputsOf(after).map(([name]) => name));
  for (const [name] of before === undefined ? [] : outputsOf(before)) if (!kept.has(name)) changed.set(name, "all");
  return changed;
}

/** Tells whether `reference` hits an output, or an entry of one, that changes. */
export function hits(changed: ChangedOutputs, { output, entry }: OutputReference): boolean {
  if (output === undefined) return changed.size > 0;
  const entries = changed.get(output);
  if (entries === undefined) return false;
  return entries === "all" || entry === undefined || entries.has(entry);
}

function changedEntries(before: unknown, after: unknown, movement: Movement): "all" | ReadonlySet<string> {
  if (!isMap(before) || !isMap(after)) {
    return canonical(before) !== canonical(after) || movement.isIn(after) ? "all" : new Set<string>();
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differs = (key: string): boolean =>
    canonical(before[key] ?? null) !== canonical(after[key] ?? null) || movement.isIn(after[key]);
  return new Set([...keys].filter(differs));
}

/** Decides which blocks of a stack give others another value than before. */
class Movement {
  private readonly known: ReadonlySet<string>;
  private readonly decided = new Map<string, boolean>();
  private readonly elsewhere: boolean;

  constructor(
    private readonly before: ReadonlyMap<string, unknown> | undefined,
    private readonly after: ReadonlyMap<string, unknown>,
    private readonly reads: ReadChanges,
  ) {
    this.known = new Set(after.keys());
    this.elsewhere = [...after].some(
      ([address, body]) =>
        address.startsWith("provider.") &&
        before?.has(address) === true &&
        canonical(placeOf(body)) !== canonical(placeOf(before.get(address))),
    );
  }

  /** Tells whether a value mentions something that moves. */
  isIn(value: unknown): boolean {
    return (
      outputReferences(value).some((reference) => this.reads(reference)) ||
      addressReferences(value, this.known).some((address) => this.moves(address))
    );
  }

  private moves(address: string): boolean {
    const known = this.decided.get(address);
    if (known !== undefined) return known;
    this.decided.set(address, false); // until decided: Terraform knows no cycles
    const answer = this.decide(address);
    this.decided.set(address, answer);
    return answer;
  }

  private decide(address: string): boolean {
    const body = this.after.get(address);
    const earlier = this.before?.get(address);
    if (earlier === undefined) return true;
    if (this.elsewhere && !address.startsWith("local.")) return true;
    const identity = identityOf(address, body);
    if (canonical(identity) !== canonical(identityOf(address, earlier))) return true;
    return this.isIn(identity) || this.isIn(triggersOf(body));
  }
}

interface Output {
  readonly value: unknown;
}

function outputsOf(root: JsonObject): [string, unknown][] {
  const outputs = (root.output ?? {}) as Readonly<Record<string, Output>>;
  return Object.entries(outputs)
    .filter(([name]) => name !== "//" && name !== APPLIED_OUTPUT)
    .map(([name, { value }]) => [name, value]);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
