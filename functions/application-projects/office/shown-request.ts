import type { OfficeCaller } from "../../../contracts/application/project-office";
import type { OfficeAnswers } from "../../../contracts/application/projects/answers";
import type { Member } from "../../../governance/members/plan-members";
import { mayDecide, phaseWords, type EvidenceName, type ProjectRecord } from "../../../governance/project-requests";
import { evidenceKey } from "../store/evidence";
import type { OfficeDomain } from "./domain";
import { personOf, type OfficePlace } from "./place";
import { problemShown } from "./refusals";
import type { RequestInSight } from "./sight";

type Summary = OfficeAnswers["extend"];
type Detail = OfficeAnswers["one-request"];

type Names = Pick<OfficeDomain, "unitNameOf" | "profileNameOf">;

/** Names for people of a unit and a profile, by their keys. */
export const namesOf = (domain: Names, { unit, profile }: { readonly unit?: string; readonly profile?: string }) => ({
  unitName: unit === undefined ? undefined : domain.unitNameOf(unit),
  profileName: profile === undefined ? undefined : domain.profileNameOf(profile),
});

/** A request for a list. */
export function requestSummary(domain: Names, record: ProjectRecord): Summary {
  const { requestId: id, phase, askedAt, requester, wish, projectId, verdict, held, endsAt, problem } = record;
  const { name, unit, profile, purpose } = wish;
  return without({
    ...{ id, phase, ...phaseWords(record), askedAt, requester, name, unit, profile, purpose, projectId },
    ...namesOf(domain, wish),
    lapsesAt: verdict === undefined ? held?.lapsesAt : undefined,
    ...{ endsAt, problem },
  });
}

/** A request with everything that is known of it, for a caller. */
export async function requestDetail(
  { domain, settings, ports }: OfficePlace,
  caller: OfficeCaller,
  { record, parts }: RequestInSight,
): Promise<Detail> {
  const {
    wish,
    members,
    refusedMembers = {},
    problems = [],
    failures,
    createdAt,
    activeAt,
    retirement,
    endedAt,
  } = record;
  const words = await Promise.all(members.map((member) => memberShown(domain, member)));
  const person = personOf(caller, parts);
  return without({
    ...requestSummary(domain, record),
    wish: { ...wish, members: [...wish.members] },
    account: accountOf(record),
    members: words.map((member) => {
      const refused = Object.hasOwn(refusedMembers, member.id) ? refusedMembers[member.id] : undefined;
      return without({ ...member, refused: refused && { cause: refused.cause, at: refused.at } });
    }),
    problems: problems.map(problemShown),
    held: heldOf(record, settings),
    decision: decisionOf(record),
    failures: failures.map(({ at, accountId, reasons }) =>
      without({ at, accountId, reasons: reasons.map((reason) => ({ ...reason, means: [...reason.means] })) }),
    ),
    ...{ createdAt, activeAt, endedAt },
    retirement: retirement && without({ ...retirement }),
    evidence: record.done.flatMap((name) => evidenceOf(record, name)),
    yourParts: [...parts],
    possible: {
      decision:
        "refused" in person
          ? { allowed: false, why: person.message }
          : mayDecide(record, settings, person, ports.clock()),
    },
  });
}

/** A member with words for people. */
export async function memberShown(
  domain: Pick<OfficeDomain, "wordsFor">,
  { id, kind, designation }: Member,
): Promise<Pick<Detail["members"][number], "id" | "type" | "name" | "kind" | "designation">> {
  return { ...{ id, kind, designation }, ...(await domain.wordsFor(id)) };
}

function accountOf({ placement }: ProjectRecord): Detail["account"] {
  if (placement?.accountId === undefined) return undefined;
  return { id: placement.accountId, regions: [...new Set(placement.resolved.map(({ region }) => region))] };
}

function heldOf({ held, verdict, wish }: ProjectRecord, { units }: OfficePlace["settings"]): Detail["held"] {
  if (held === undefined || verdict !== undefined) return undefined;
  const approval = Object.hasOwn(units, wish.unit) ? units[wish.unit].approval : undefined;
  return { ...held, deciders: [...(approval?.deciders ?? [])] };
}

function decisionOf({ verdict }: ProjectRecord): Detail["decision"] {
  if (verdict === undefined) return undefined;
  const { outcome, decider, reason, at } = verdict;
  const person = decider.kind === "person" ? { person: decider.person } : {};
  return { outcome, by: decider.kind, ...person, reason, at };
}

const EVIDENCE = "evidence:";

function evidenceOf(record: ProjectRecord, done: string): string[] {
  return done.startsWith(EVIDENCE) ? [evidenceKey(record, done.slice(EVIDENCE.length) as EvidenceName)] : [];
}

/** The same without members that are absent: they would be `null` to some readers. */
export function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
