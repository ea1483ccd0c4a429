import type { DataAccess, GivenAccess } from "../access-rules";
import { canonicalJson } from "../../contracts/canonical-json";
import type { AccessRecord, Consent, Verdict } from "./record";
import { laterBy } from "./time";
import { UNKNOWN_REQUESTER } from "./asked-by";
import type { RequestView } from "./view";

type Queue = DataAccess["queues"][string];
/** Part that a person has in decisions on the very request: of its producing project, of its unit, or of the governance team. */
export type DeciderRole = Queue["deciders"][number];

/** Person who acts on a request, with the parts that the person has in it. */
export interface ActingPerson {
  /** Name by which the service knows the person, too: nobody decides on a request of their own. */
  readonly id: string;
  readonly roles: readonly DeciderRole[];
}

/** An action of a person that is not carried out. */
export interface Refusal {
  readonly refused:
    | "not-yours"
    | "already-decided"
    | "not-held"
    | "own-request"
    | "not-active"
    | "not-longer"
    | "several-needed"
    | "decision-unknown"
    | "approve-in-portal";
  /** Sentence that says what to do. */
  readonly message: string;
}

/** Fate that a person wishes for a request. */
export type Wish = { readonly approve: GivenAccess } | { readonly reject: string };

/**
 * A person's decision on a request that is held. The record is to be stored over the one that was read: where somebody else was
 * faster, it is asked again, and answers that it is decided.
 */
export function decideHeld(
  record: AccessRecord,
  request: RequestView,
  queues: DataAccess["queues"],
  person: ActingPerson,
  wish: Wish,
  now: string,
): AccessRecord | Refusal {
  const decided = decidedAlready(record, request);
  if (decided !== undefined) return decided;
  const { held } = record;
  if (held === undefined)
    return refuse("not-held", "Rules have not decided on this request yet. Look again in a minute.");
  const own = refuseOwn(request.requester, person, wish);
  if (own !== undefined) return own;
  const queue = queues[held.queue] as Queue | undefined;
  if (queue === undefined || !person.roles.some((role) => queue.deciders.includes(role)))
    return refuse(
      "not-yours",
      `Decisions in the queue ${held.queue} are made by ${queue?.deciders.join(" or ") ?? "nobody"}.`,
    );
  // What a person would write here as rows and columns, the service could not attach to it.
  if ("approve" in wish && request.beyond !== undefined)
    return refuse(
      "approve-in-portal",
      "Approve this request in the portal of AWS: rules and filters are for assets that projects ask for.",
    );
  if ("reject" in wish) return withVerdict(record, { outcome: "reject", ...decisionBy([person.id], wish.reject, now) });
  const consents = consentsWith(held.consents, { person: person.id, at: now, access: wish.approve });
  if (consents.length < queue.approvals) return { ...record, held: { ...held, consents } };
  const people = consents.map((consent) => consent.person);
  const reason = `Approved by ${people.length === 1 ? "a person" : `${people.length} people`} of the queue ${held.queue}.`;
  return withVerdict(record, { outcome: "approve", access: wish.approve, ...decisionBy(people, reason, now) });
}

/** Nobody gives access to themselves; where nobody knows who asks, nobody gives any. */
function refuseOwn(requester: string, { id }: ActingPerson, wish: Wish): Refusal | undefined {
  if (id === requester) return refuse("own-request", "Nobody decides on a request of their own.");
  if (requester !== UNKNOWN_REQUESTER || "reject" in wish) return undefined;
  return refuse(
    "own-request",
    "The line that names the person was changed: reject the request, and have it made again.",
  );
}

/** Consents to the same access; one to other access does not count for it. */
function consentsWith(before: readonly Consent[], consent: Consent): Consent[] {
  const same = before.filter(
    ({ person, access }) => person !== consent.person && canonicalJson(access) === canonicalJson(consent.access),
  );
  return [...same, consent];
}

function decidedAlready({ verdict, outside }: AccessRecord, { status }: RequestView): Refusal | undefined {
  if (status === "PENDING" && verdict === undefined) return undefined;
  const by =
    verdict === undefined || outside !== undefined
      ? "outside of the application"
      : verdict.decider.kind === "rule"
        ? `by rule ${verdict.decider.rule}`
        : verdict.decider.kind === "people"
          ? `by ${verdict.decider.people.join(" and ")}`
          : "by lapse of time";
  return refuse("already-decided", `This request is decided already, ${by}.`);
}

/** A person's wish that access ends now. */
export function revokeAccess(
  record: AccessRecord,
  person: string,
  reason: string,
  now: string,
): AccessRecord | Refusal {
  if (record.ending !== undefined || !["granting", "active"].includes(record.phase))
    return refuse("not-active", "There is no access that could be revoked.");
  return { ...record, phase: "ending", ending: { kind: "revoked", at: now, person, reason } };
}

/**
 * A person's decision that access goes on.
 *
 * @param days - Days from now; access never gets shorter by it.
 */
export function extendAccess(record: AccessRecord, days: number, now: string): AccessRecord | Refusal {
  if (record.phase !== "active" || record.expiresAt === undefined || record.ending !== undefined)
    return refuse("not-active", "Only access that works and has an end can be extended.");
  const expiresAt = laterBy(now, { days });
  if (expiresAt <= record.expiresAt)
    return refuse("not-longer", `Access lasts until ${record.expiresAt} already: name more days.`);
  return { ...record, expiresAt };
}

/** An action that is not carried out, with the sentence that says why. */
export const refuse = (refused: Refusal["refused"], message: string): Refusal => ({ refused, message });

const decisionBy = (people: readonly string[], reason: string, at: string) => ({
  decider: { kind: "people", people } as const,
  reason,
  at,
});

const withVerdict = (record: AccessRecord, verdict: Verdict): AccessRecord => ({
  ...record,
  phase: "deciding",
  verdict,
});
