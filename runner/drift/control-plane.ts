import { isDeepStrictEqual } from "node:util";
import type { Kind, ReadRequest, ReadResponse } from "../../contracts/control-plane";
import { priorResources, type ShownPlan, type Values } from "../../formats/terraform-show";
import { pendingWrites } from "./pending-writes";
import { INVOCATION, object, parsed, text } from "./plan-contents";
import type { ObjectBeside, ObjectDrift, ObjectPending, PropertyDrift } from "./report";

/** An object of the control plane as the state has it: what was sent with the last write. */
export interface WrittenObject {
  readonly address: string;
  readonly kind: Kind;
  readonly key: string;
  readonly adoptId?: string;
  readonly properties: Values;
  /** Of the last write, whether it succeeded or not. */
  readonly ticket: string;
  /** Answer of the service to it. */
  readonly result: Values;
}

/** Asks an account's function to compare; writes nothing. */
export type AskFunction = (request: ReadRequest) => Promise<ReadResponse>;

/**
 * Drift of the objects of the control plane: live against last applied.
 *
 * The plan's own read compares with the configuration. Where that is what was last applied, its answer is the drift;
 * otherwise the function is asked once more, with what was last applied. Whether that succeeded, its ledger knows:
 * Terraform stores a failed write as done, but then its ticket is not the ledger's.
 */
export async function controlPlaneDrift(
  plan: ShownPlan,
  ask: AskFunction,
): Promise<{ drift: ObjectDrift[]; pending: ObjectPending[]; beside: ObjectBeside[] }> {
  const reads = comparisonsOf(plan);
  const drift: ObjectDrift[] = [];
  const beside: ObjectBeside[] = [];
  const pending = pendingWrites(plan);
  for (const written of writtenObjects(plan)) {
    const now = reads.get(`${written.kind} ${written.key}`);
    const unchanged = now !== undefined && isSame(now.request, written);
    const answer = unchanged ? now.answer : await ask(requestOf(written));
    beside.push(...thingsBeside(written, answer));
    if (answer.ticket !== written.ticket || isInterrupted(answer)) pending.push(unfinished(written, answer));
    else drift.push(...findings(written, answer, unchanged ? undefined : now?.answer));
  }
  return { drift, pending, beside };
}

/** Things that people have put on an object beside what is configured: told, and left alone. */
function thingsBeside({ address, kind, key }: WrittenObject, { beside = [] }: ReadResponse): ObjectBeside[] {
  return beside.length === 0 ? [] : [{ address, resource: `${kind} "${key}"`, things: beside }];
}

/** The objects that the state holds. */
export function writtenObjects(plan: ShownPlan): WrittenObject[] {
  return priorResources(plan, "managed", INVOCATION).flatMap(({ address, values }) => {
    const { kind, key, adoptId, properties, ticket } = parsed(values.input);
    if (typeof kind !== "string" || typeof key !== "string") return [];
    const adopted = adoptId === undefined ? {} : { adoptId: text(adoptId) };
    const identity = { address, kind: kind as Kind, key, ...adopted };
    return [{ ...identity, properties: object(properties), ticket: text(ticket), result: parsed(values.result) }];
  });
}

/** Comparisons of the plan, by kind and key of the object (`Asset dev/sales/orders`). Functions are asked other things as well, such as what an account's projects need. */
export function comparisonsOf(plan: ShownPlan): Map<string, { request: Values; answer: ReadResponse }> {
  const reads = priorResources(plan, "data", INVOCATION).flatMap(({ values }) => {
    const request = parsed(values.input);
    if (request.action !== ("read" satisfies ReadRequest["action"])) return [];
    const answer = withCondition(parsed(values.result) as unknown as ReadResponse);
    return [[`${text(request.kind)} ${text(request.key)}`, { request, answer }] as const];
  });
  return new Map(reads);
}

/** A function of an earlier version of the project does not say what it found. */
function withCondition(answer: ReadResponse): ReadResponse {
  const found = answer.inSync || answer.differences.length > 0 ? "present" : "absent";
  return { ...answer, condition: (answer.condition as ReadResponse["condition"] | undefined) ?? found };
}

function isSame(request: Values, written: WrittenObject): boolean {
  return request.adoptId === written.adoptId && isDeepStrictEqual(request.properties, written.properties);
}

function requestOf({ kind, key, adoptId, properties }: WrittenObject): ReadRequest {
  return { action: "read", kind, key, ...(adoptId === undefined ? {} : { adoptId }), properties };
}

/** The ledger notes a write before it begins; nothing differs, and it was not noted as done. */
function isInterrupted({ inSync, condition, differences: found }: ReadResponse): boolean {
  return !inSync && condition === "present" && found.length === 0;
}

function findings(written: WrittenObject, answer: ReadResponse, now: ReadResponse | undefined): ObjectDrift[] {
  if (answer.inSync) return [];
  const { address, kind, key } = written;
  const about = { address, resource: `${kind} "${key}"`, since: answer.ticket };
  const repair =
    now === undefined ? "apply repairs it" : "apply brings it to the configuration, which has changed since";
  switch (answer.condition) {
    case "absent":
      return [
        {
          ...about,
          change: "deleted",
          properties: [{ path: "exists", live: false, configured: true }],
          repair: recreation(kind, answer),
        },
      ];
    case "unseen":
      return [
        {
          ...about,
          change: "unreachable",
          properties: [{ path: "domain", live: "not visible from this account", configured: "shared with it" }],
          repair: "apply shares the domain again; what it shows beyond that is known afterwards",
        },
      ];
    case "failed":
    case "present": {
      const properties = answer.differences.map((difference) => propertyDrift(difference, now));
      const status = { path: "status", live: answer.reason, configured: "ready" };
      return [{ ...about, change: "changed", properties: properties.length > 0 ? properties : [status], repair }];
    }
  }
}

function propertyDrift(difference: ReadResponse["differences"][number], now: ReadResponse | undefined): PropertyDrift {
  const { path, live, desired } = difference;
  if (now === undefined) return { path, live, configured: desired };
  // Where the configuration of today does not differ from the live object, it has caught up with the change.
  const today = now.differences.find((candidate) => candidate.path === path);
  return { path, live, configured: today === undefined ? live : today.desired, applied: desired };
}

function recreation(kind: Kind, answer: ReadResponse): string {
  if (kind === "Project")
    return 'apply creates a new, empty project with another id, and its memberships (refused where protection is "all"); what was in it is gone';
  return answer.replace
    ? "apply creates it anew, with another id, and what refers to it follows"
    : "apply creates it again";
}

function unfinished({ address, kind, key }: WrittenObject, answer: ReadResponse): ObjectPending {
  const properties = answer.differences.map(({ path, live, desired }) => ({
    path,
    applied: live,
    configured: desired,
  }));
  const note =
    answer.ticket === ""
      ? `the ledger knows no write of it (${answer.reason}): the last one did not succeed, or somebody removed its SSM parameter; apply again, and where that says [CONFLICT], see docs/runbooks/lost-state.md`
      : `the last write did not succeed (${answer.reason}); apply continues it, and a change by hand meanwhile cannot be told from it`;
  return { address, resource: `${kind} "${key}"`, action: "unfinished", properties, note };
}
