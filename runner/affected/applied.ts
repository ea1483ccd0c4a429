import { APPLIED_OUTPUT, APPLIED_RESOURCE } from "../../contracts/applied-record";
import { assemble } from "./affected";
import { canonical } from "./blocks";
import { StackGraph, type Edge } from "./graph";
import type { Affected, EmittedStack, Reason, Side } from "./model";
import { textsIn, type OutputReference } from "./references";

/** Parts of a stored state that the runner uses. */
export interface StoredState {
  /** Values of outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Outputs of other stacks as they were when the stack was applied, by name of the `terraform_remote_state`. */
  readonly reads: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Stored states by stack; absent where there is none. */
export type StoredStates = ReadonlyMap<EmittedStack, StoredState>;

/** A stack that has a state with resources, and is no longer configured. */
export type StackLeftBehind = Pick<EmittedStack, "stage" | "id">;

/**
 * The stacks of `head` that were not applied as they are now: their record is missing or has another fingerprint, or an
 * output that they read has another value than when they were applied.
 *
 * Which outputs an apply is going to change is known only of those that are plain values. Others are seen after it.
 */
export function findUnappliedStacks(
  head: Side,
  states: StoredStates,
  leftBehind: readonly StackLeftBehind[],
  only?: readonly string[],
): Affected {
  const graph = new StackGraph(head.stacks);
  const wanted = (stage: string): boolean => only === undefined || only.includes(stage);
  const reasons = new Map<EmittedStack, readonly Reason[]>();
  for (const stack of head.stacks.filter(({ stage }) => wanted(stage))) {
    const own = recordReason(stack, states.get(stack));
    const reads = graph
      .edgesOf(stack)
      .flatMap((edge) => readReasons(edge, states.get(stack), states.get(edge.producer)));
    const found = [...own, ...(states.get(stack) === undefined ? [] : reads)];
    if (found.length > 0) reasons.set(stack, found);
  }
  const applied = head.stacks.filter((stack) => states.has(stack));
  const gone = leftBehind.map(({ stage, id }): EmittedStack => ({ stage, id, root: {}, reads: [], dependencies: [] }));
  const base: Side = {
    stages: head.stages.filter((stage) => applied.some((stack) => stack.stage === stage)),
    stacks: [...applied, ...gone],
  };
  return assemble(base, head, graph, reasons, wanted);
}

/** The fingerprint that a stack's next apply will record. */
export function contentOf({ root }: EmittedStack): string | undefined {
  const resources = root.resource as Readonly<Record<string, Readonly<Record<string, Applied>>>> | undefined;
  return resources?.terraform_data?.[APPLIED_RESOURCE]?.input?.content;
}

interface Applied {
  readonly input?: { readonly content?: string };
}

function recordReason(stack: EmittedStack, state: StoredState | undefined): Reason[] {
  const record = state?.outputs[APPLIED_OUTPUT] as { content?: string; version?: string } | undefined;
  if (record?.content === undefined) return [{ kind: "applied", detail: "never applied to its end" }];
  if (record.content === contentOf(stack)) return [];
  return [{ kind: "applied", detail: `applied with other content (by version ${record.version ?? "unknown"})` }];
}

function readReasons(edge: Edge, consumer: StoredState | undefined, producer: StoredState | undefined): Reason[] {
  const expected = expectedOutputs(edge.producer, producer);
  return edge.references().flatMap((reference): Reason[] => {
    const { output, entry } = reference;
    const seen = consumer?.reads[reference.read];
    if (output === undefined || seen === undefined) return [];
    if (canonical(valueOf(seen, reference)) === canonical(valueOf(expected, reference))) return [];
    const { stage, id } = edge.producer;
    return [{ kind: "output", stage, stack: id, output, ...(entry === undefined ? {} : { entry }) }];
  });
}

/** The outputs that the producer has, with the plain values that its next apply will give it. */
function expectedOutputs(producer: EmittedStack, state: StoredState | undefined): Readonly<Record<string, unknown>> {
  const emitted = (producer.root.output ?? {}) as Readonly<Record<string, { readonly value?: unknown } | undefined>>;
  const merged: Record<string, unknown> = { ...state?.outputs };
  for (const [name, { value } = {}] of Object.entries(emitted)) {
    if (isMap(value)) {
      const plain = Object.entries(value).filter(([, member]) => isPlain(member));
      merged[name] = { ...(isMap(merged[name]) ? merged[name] : {}), ...Object.fromEntries(plain) };
    } else if (value !== undefined && isPlain(value)) merged[name] = value;
  }
  return merged;
}

/** Undefined becomes null, so that a missing value is equal to a missing one only. */
function valueOf(outputs: Readonly<Record<string, unknown>>, { output = "", entry }: OutputReference): unknown {
  const value = outputs[output] ?? null;
  return entry === undefined ? value : ((value as Readonly<Record<string, unknown>> | null)?.[entry] ?? null);
}

/** Tells whether Terraform takes a value as it stands: `${` begins an expression, also where `$${` means the text. */
function isPlain(value: unknown): boolean {
  return textsIn(value).every((text) => !text.includes("${") && !text.includes("%{"));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
