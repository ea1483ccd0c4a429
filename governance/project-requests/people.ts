import { canonicalJson } from "../../contracts/canonical-json";
import { laterBy } from "../access/time";
import { isHumanOwner, planMembers, type Member, type MemberChange } from "../members/plan-members";
import type { CheckProblem, ProjectRecord, ProjectVerdict, Retirement } from "./record";
import type { ProjectRole, ProjectSettings } from "./settings";
import type { ProjectUses } from "./view";

/** Person who acts on a request or a project, with the parts that the person has in its unit and in the very project. */
export interface PersonOnProject {
  /** Name by which requests know the person: nobody decides on a request of their own. */
  readonly id: string;
  readonly roles: readonly ProjectRole[];
}

/** An action of a person that is not carried out. */
export interface ProjectRefusal {
  readonly refused:
    | "problems"
    | "key-reused"
    | "unknown"
    | "member-unknown"
    | "not-yours"
    | "own-request"
    | "not-held"
    | "already-decided"
    | "not-active"
    | "not-longer"
    | "too-long"
    | "no-human-owner"
    | "named-twice"
    | "still-used"
    | "outrun";
  /** Sentence that says what to do. */
  readonly message: string;
  /** Everything that is wrong with a wish. */
  readonly problems?: readonly CheckProblem[];
  /** Things that a project still has, where others use its data. */
  readonly uses?: ProjectUses;
  /** Person who has decided. */
  readonly decidedBy?: string;
}

/** Fate that a person wishes for a request. */
export type ProjectWishFate = { readonly approve: string } | { readonly reject: string };

/** A refusal with its sentence. */
export const refuse = (refused: ProjectRefusal["refused"], message: string): ProjectRefusal => ({ refused, message });

/** People who may change a project that is there: its owners, the leads of its unit, the governance team. */
const KEEPERS: readonly ProjectRole[] = ["project-owners", "unit-leads", "governance-team"];

/** Refuses who has no part in a project. */
export function refuseStranger({ roles }: PersonOnProject): ProjectRefusal | undefined {
  if (roles.some((role) => KEEPERS.includes(role))) return undefined;
  return refuse("not-yours", "Projects are changed by their owners, the leads of their unit and the governance team.");
}

/** A person's decision on a request that is held. */
export function decideHeldProject(
  record: ProjectRecord,
  settings: ProjectSettings,
  person: PersonOnProject,
  fate: ProjectWishFate,
  now: string,
): ProjectRecord | ProjectRefusal {
  const { verdict, phase, requester, wish } = record;
  const [outcome, reason] =
    "approve" in fate ? (["approve", fate.approve] as const) : (["reject", fate.reject] as const);
  const decider = { kind: "person", person: person.id } as const;
  // The same decision of the same person is one of a lost answer.
  if (verdict !== undefined)
    return canonicalJson(verdict) === canonicalJson({ outcome, decider, reason, at: verdict.at })
      ? record
      : alreadyDecided(verdict);
  if (phase !== "held") return refuse("not-held", "The request is still checked. Look again in a minute.");
  if (person.id === requester) return refuse("own-request", "Nobody decides on a request of their own.");
  const deciders = Object.hasOwn(settings.units, wish.unit) ? settings.units[wish.unit].approval?.deciders : undefined;
  if (deciders === undefined || !person.roles.some((role) => deciders.includes(role)))
    return refuse("not-yours", `Projects of ${wish.unit} are decided on by ${deciders?.join(" or ") ?? "nobody"}.`);
  return { ...record, phase: "deciding", verdict: { outcome, decider, reason, at: now } };
}

function alreadyDecided(verdict: ProjectVerdict): ProjectRefusal {
  const { decider } = verdict;
  const person = decider.kind === "person" ? { decidedBy: decider.person } : {};
  return { ...refuse("already-decided", `This request is decided already, ${decidedBy(verdict)}.`), ...person };
}

function decidedBy({ decider }: ProjectVerdict): string {
  switch (decider.kind) {
    case "person":
      return `by ${decider.person}`;
    case "lapse":
      return "by lapse of time";
    case "checks":
      return "by the checks";
    case "before-loss":
      return "before its record was lost";
    case "nobody-needed":
      return "for nobody had to decide";
  }
}

/** Members that a project is to have, with the changes that lead there. */
export interface MemberPlan {
  readonly changes: readonly MemberChange[];
  readonly record: ProjectRecord;
}

/** A person's wish for the members of a project: from the next look on they are changed. */
export function wishMembers(
  record: ProjectRecord,
  { live, kept }: { readonly live: readonly Member[]; readonly kept: readonly string[] },
  desired: readonly Member[],
): MemberPlan | ProjectRefusal {
  if (record.phase !== "active" && record.phase !== "members")
    return refuse("not-active", "Members are changed of projects that are there.");
  const plan = planMembers({ live, desired, kept });
  if ("refused" in plan) return refuse(plan.refused === "not-yours" ? "not-yours" : plan.refused, plan.message);
  const done = record.done.filter((name) => name !== "members-changed");
  const wanted = { phase: "members", members: desired, refusedMembers: undefined, problem: undefined, done } as const;
  return { changes: plan, record: { ...record, ...wanted } };
}

/** Members after a transfer: the new owner owns the project, and people who owned it go on as contributors. */
export function afterTransfer(live: readonly Member[], kept: readonly string[], owner: Member): Member[] {
  const others = live.filter(({ id }) => id !== owner.id && !kept.includes(id));
  return [
    ...others.map((one): Member => (isHumanOwner(one) ? { ...one, designation: "PROJECT_CONTRIBUTOR" } : one)),
    { ...owner, designation: "PROJECT_OWNER" },
  ];
}

/**
 * A person's decision that a project lives on.
 *
 * @param days - Days from now; a life never gets shorter by it.
 */
export function extendLife(
  record: ProjectRecord,
  days: number,
  { lifetime: { maximumDays } }: ProjectSettings,
  now: string,
): ProjectRecord | ProjectRefusal {
  // One that is over and waits for others who use its data may be taken back: nothing was taken away yet.
  const waits = record.phase === "retiring" && record.problem?.kind === "still-used" && !isPersons(record.retirement);
  if (record.endsAt === undefined || (record.phase !== "active" && !waits))
    return refuse("not-active", "Only a project that is there and has an end can be extended.");
  if (maximumDays !== undefined && days > maximumDays)
    return refuse("too-long", `A project is extended by ${maximumDays} days at most: name fewer.`);
  const endsAt = laterBy(now, { days });
  // The same wish at the same moment is one of a lost answer.
  if (endsAt === record.endsAt && record.phase === "active") return record;
  if (endsAt <= record.endsAt)
    return refuse("not-longer", `The project lasts until ${record.endsAt} already: name more days.`);
  return { ...record, phase: "active", endsAt, retirement: undefined, problem: undefined };
}

const isPersons = (retirement: Retirement | undefined): boolean => retirement?.person !== undefined;

/** A person's wish that a project ends. */
export function retireBy(record: ProjectRecord, retirement: Retirement): ProjectRecord | ProjectRefusal {
  if (record.endedAt !== undefined) return refuse("not-active", "The project is retired already.");
  if (!["active", "members", "retiring"].includes(record.phase))
    return refuse("not-active", "Only a project that is there can be retired.");
  const { acknowledged, person, reason } = record.retirement ?? {};
  // The same wish of the same person is one of a lost answer.
  if (record.phase === "retiring" && person === retirement.person && reason === retirement.reason)
    if (acknowledged === true || !retirement.acknowledged) return record;
  if (record.phase === "retiring" && acknowledged === true)
    return refuse("not-active", "The project is being retired already.");
  return { ...record, phase: "retiring", retirement, problem: undefined };
}
