import type { z } from "zod";
import {
  refuseExtension,
  refuseRevocation,
  type AccessRecord,
  type Asked,
  type Refusal,
} from "../../../../governance/access";
import { rowConditionText, type DataAccess, type GivenAccess } from "../../../../governance/access-rules";
import { deciderRoles } from "../../../../governance/people";
import type { Found, Surroundings } from "../route";
import type { RequestObject } from "./request-object";
import type { accessDetail, accessSummary } from "./schemas";
import { unreadWishes } from "./unread-wishes";

type Queue = DataAccess["queues"][string];
type Shown = AccessRecord & { readonly asked: Asked };

/** A request as lists show it. */
export function summaryOf({ asked, ...record }: Shown): z.input<typeof accessSummary> {
  const { requestId: id, phase, revision, held, expiresAt, problem, facts } = record;
  const isHeld = phase === "held" && held !== undefined;
  return {
    id,
    phase,
    revision,
    askedAt: asked.askedAt,
    requester: asked.requester,
    reason: asked.reason,
    beyond: asked.beyond,
    asset: { id: asked.assetId, listingId: asked.listingId, name: asked.names.asset, type: asked.assetType },
    consumer: { id: asked.consumerProjectId, name: asked.names.consumerProject },
    producer: { id: asked.producerProjectId, name: asked.names.producerProject, unit: facts?.producer.unit },
    queue: isHeld ? held.queue : undefined,
    lapsesAt: isHeld ? held.lapsesAt : undefined,
    expiresAt,
    problem: problem?.kind,
  };
}

/** A request with everything that is known of it, and what its caller may do. */
export async function detailOf(
  { object: { record }, parts }: Found<RequestObject>,
  surroundings: Surroundings,
): Promise<z.input<typeof accessDetail>> {
  const { facts, ruled, activeAt, ending, endedAt, problem } = record;
  const { queues } = surroundings.settings.rules;
  const unread = unreadWishes(record, surroundings.settings.requestForm);
  const held = record.phase === "held" ? record.held : undefined;
  const queue = held && (queues[held.queue] as Queue | undefined);
  const summary = summaryOf(record);
  return {
    ...summary,
    producer: { ...summary.producer, unitName: unitName(summary.producer.unit, surroundings) },
    facts,
    unread: unread.length === 0 ? undefined : unread,
    ruled,
    held: held && {
      ...held,
      description: queue?.description ?? "",
      deciders: [...(queue?.deciders ?? [])],
      approvals: queue?.approvals ?? 1,
      consents: held.consents.map(({ access, ...consent }) => ({ ...consent, access: shown(access) })),
    },
    decision: decisionOf(record),
    activeAt,
    ending,
    endedAt,
    cause: problem !== undefined && "cause" in problem ? problem.cause : undefined,
    people: await namesOf(record, surroundings),
    yourParts: [...parts],
    possible: possibleIn(record, { object: { record }, parts }, surroundings),
  };
}

const unitName = (unit: string | undefined, { settings: { unitNames } }: Surroundings): string | undefined =>
  unit !== undefined && Object.hasOwn(unitNames, unit) ? unitNames[unit] : undefined;

const shown = (access: GivenAccess) => ({
  ...access,
  rowsText: access.rows === "all" ? "all" : rowConditionText(access.rows),
});

function decisionOf({ verdict, outside, decidedAt }: AccessRecord): z.input<typeof accessDetail>["decision"] {
  if (outside !== undefined)
    return { outcome: outside.outcome, by: ["outside"], reason: outside.comment, at: decidedAt };
  if (verdict === undefined) return undefined;
  const { outcome, reason, at } = verdict;
  return {
    outcome,
    by: decidersOf(verdict),
    reason,
    at,
    access: outcome === "approve" ? shown(verdict.access) : undefined,
  };
}

/** The ones who decided, in a form that tells people from rules. */
export function decidersOf({ decider }: NonNullable<AccessRecord["verdict"]>): string[] {
  if (decider.kind === "rule") return [`rule:${decider.rule}`];
  return decider.kind === "people" ? [...decider.people] : ["lapse"];
}

/** Names of everybody whom a request names. */
async function namesOf(
  { asked, held, verdict, ending }: Shown,
  { services: { directory } }: Surroundings,
): Promise<Record<string, string>> {
  const people = verdict?.decider.kind === "people" ? verdict.decider.people : [];
  const ids = [asked.requester, ...people, ...(held?.consents ?? []).map(({ person }) => person), ending?.person ?? []];
  const names = await Promise.all(
    [...new Set(ids.flat())].map(async (id) => [id, await directory.nameOf(id)] as const),
  );
  return Object.fromEntries(names.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function possibleIn(record: Shown, { parts }: Found<RequestObject>, { caller, settings: { rules } }: Surroundings) {
  const person = { id: caller.profileId ?? "", roles: deciderRoles(parts) };
  const unknown = caller.profileId === undefined ? UNKNOWN : undefined;
  const asPerson = caller.kind === "person" ? unknown : "People decide, by the routes of people.";
  return {
    decision: verdictOn(asPerson ?? whyNotDecide(record, person, rules)),
    revocation: verdictOn(whyNotActive(record, ["granting", "active"]) ?? messageOf(refuseRevocation(person))),
    extension: verdictOn(
      asPerson ?? whyNotActive(record, ["active"]) ?? messageOf(refuseExtension(record, rules, person)),
    ),
  };
}

const UNKNOWN =
  "The domain does not know you by the name in your token, so nobody can say that the request is not your own.";

const verdictOn = (why: string | undefined) => (why === undefined ? { allowed: true } : { allowed: false, why });
const messageOf = (refusal: Refusal | undefined): string | undefined => refusal?.message;

function whyNotActive({ phase, ending, expiresAt }: Shown, phases: readonly string[]): string | undefined {
  if (ending !== undefined || !phases.includes(phase)) return "There is no access.";
  return phases.length === 1 && expiresAt === undefined ? "This access has no end." : undefined;
}

function whyNotDecide(
  { phase, held, verdict, asked }: Shown,
  { id, roles }: { readonly id: string; readonly roles: readonly string[] },
  { queues }: DataAccess,
): string | undefined {
  if (phase !== "held" || held === undefined || verdict !== undefined) return "Nobody has to decide on it now.";
  if (asked.requester === id) return "Nobody decides on a request of their own.";
  const queue = queues[held.queue] as Queue | undefined;
  if (roles.some((role) => queue?.deciders.some((decider) => decider === role))) return undefined;
  return `Decisions in the queue ${held.queue} are made by ${queue?.deciders.join(" or ") ?? "nobody"}.`;
}
