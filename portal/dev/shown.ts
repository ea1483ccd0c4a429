import { refuseExtension, refuseRevocation, type AccessRecord, type Refusal } from "../../governance/access";
import { rowConditionText, type GivenAccess } from "../../governance/access-rules";
import { deciderRoles, type Caller } from "../../governance/people";
import type { AccessDetail, AccessSummary } from "../api/operations";
import { nameOf, partsOf } from "./people";
import { RULES } from "./rules";

/** A request in a list, as the API shows it. */
export function summaryOf({ asked, ...record }: AccessRecord): AccessSummary {
  if (asked === undefined) throw new Error("a request that nobody asked for");
  const { requestId: id, phase, revision, held, expiresAt, problem, facts } = record;
  const isHeld = phase === "held" && held !== undefined;
  return {
    id,
    phase,
    revision,
    askedAt: asked.askedAt,
    requester: asked.requester,
    reason: asked.reason,
    asset: { id: asked.assetId, listingId: asked.listingId, name: asked.names.asset, type: asked.assetType },
    consumer: { id: asked.consumerProjectId, name: asked.names.consumerProject },
    producer: { id: asked.producerProjectId, name: asked.names.producerProject, unit: facts?.producer.unit },
    queue: isHeld ? held.queue : undefined,
    lapsesAt: isHeld ? held.lapsesAt : undefined,
    expiresAt,
    problem: problem?.kind,
  };
}

const shown = (access: GivenAccess) => ({
  ...access,
  rowsText: access.rows === "all" ? "all" : rowConditionText(access.rows),
});

/** A request with everything, as the API shows it to a caller. */
export function detailOf(record: AccessRecord, caller: Caller): AccessDetail {
  const { held, verdict, facts, ruled, activeAt, ending, endedAt } = record;
  const people = verdict?.decider.kind === "people" ? verdict.decider.people : [];
  const ids = [record.asked?.requester ?? "", ...people, ...(held?.consents ?? []).map(({ person }) => person)];
  const names = [...ids, ending?.person ?? ""].flatMap((id) => {
    const name = nameOf(id);
    return name === undefined ? [] : [[id, name] as const];
  });
  return {
    ...summaryOf(record),
    facts,
    ruled,
    held: record.phase === "held" ? heldShown(held) : undefined,
    decision: verdict && {
      outcome: verdict.outcome,
      by: verdict.decider.kind === "rule" ? [`rule:${verdict.decider.rule}`] : [...people],
      reason: verdict.reason,
      at: verdict.at,
      access: verdict.outcome === "approve" ? shown(verdict.access) : undefined,
    },
    activeAt,
    ending,
    endedAt,
    people: Object.fromEntries(names),
    yourParts: partsOf(caller, record),
    possible: possibleIn(record, caller),
  };
}

function heldShown(held: AccessRecord["held"]): AccessDetail["held"] {
  if (held === undefined) return undefined;
  const { description, deciders, approvals } = RULES.queues[held.queue];
  const consents = held.consents.map((one) => ({ ...one, access: shown(one.access) }));
  return { ...held, description, deciders, approvals, consents };
}

function possibleIn(record: AccessRecord, caller: Caller): AccessDetail["possible"] {
  const person = { id: caller.profileId ?? "", roles: deciderRoles(partsOf(caller, record)) };
  const verdictOn = (why: string | undefined) => (why === undefined ? { allowed: true } : { allowed: false, why });
  const isActive = ["granting", "active"].includes(record.phase) && record.ending === undefined;
  const inactive = isActive ? undefined : "There is no access.";
  const messageOf = (refusal: Refusal | undefined) => refusal?.message;
  const hasEnd = record.phase === "active" && record.expiresAt !== undefined;
  return {
    decision: verdictOn(whyNotDecide(record, person.id, person.roles)),
    revocation: verdictOn(inactive ?? messageOf(refuseRevocation(person))),
    extension: verdictOn(
      inactive ?? (hasEnd ? undefined : "This access has no end.") ?? messageOf(refuseExtension(record, RULES, person)),
    ),
  };
}

function whyNotDecide({ phase, held, asked }: AccessRecord, id: string, roles: readonly string[]): string | undefined {
  if (phase !== "held" || held === undefined) return "Nobody has to decide on it now.";
  if (asked?.requester === id) return "Nobody decides on a request of their own.";
  const { deciders } = RULES.queues[held.queue];
  if (roles.some((role) => deciders.some((one) => one === role))) return undefined;
  return `Decisions in the queue ${held.queue} are made by ${deciders.join(" or ")}.`;
}
