import { laterBy } from "../access/time";
import { claimAskingRole, seekAskingRole } from "./asking-role";
import { checkWish } from "./checks";
import { claimUntil, wishSubjects } from "./claims";
import { chooseFor, claimAccount, renewClaims } from "./place";
import { failedWith, isGoneFromSight } from "./plan-creation";
import type { ProjectPorts } from "./ports";
import type { ProjectRecord, ProjectVerdict } from "./record";
import type { ProjectSettings } from "./settings";
import type { Step } from "./step";

type Doing = Exclude<Step, { kind: "wait" }>;

/** Carries a step out. @returns false where nothing more can be done now */
export async function carryOut(
  step: Doing,
  record: ProjectRecord,
  ports: ProjectPorts,
  settings: ProjectSettings,
): Promise<boolean> {
  switch (step.kind) {
    case "store":
      await ports.store.save(step.record);
      return true;
    case "notify":
      await ports.notices.send(step.record, step.notice);
      await ports.store.save(step.record);
      return true;
    case "keep-evidence":
      await ports.evidence.keep(step.record, step.name);
      await ports.store.save(step.record);
      return true;
    case "release":
      await ports.claims.release(record.requestId, step.subjects);
      await ports.store.save(step.record);
      return true;
    case "check":
      return check(record, ports, settings);
    case "seek-asking-role":
      return seekAskingRole(record, ports);
    case "claim-asking-role":
      return claimAskingRole(record, ports);
    case "choose-account":
      return chooseFor(record, ports, settings);
    case "claim-account":
      return claimAccount(record, ports);
    case "renew-claims":
      return renewClaims(record, ports);
    default:
      return tellService(step, record, ports);
  }
}

async function tellService(
  step: Extract<Doing, { kind: "create" | "describe" | "change-member" | "remove" | "delete" }>,
  record: ProjectRecord,
  ports: ProjectPorts,
): Promise<boolean> {
  const { service } = ports;
  switch (step.kind) {
    case "create":
      return create(record, step.description, ports);
    case "describe":
      await service.describe(step.projectId, step.description);
      return true;
    case "change-member": {
      const refusal = await service.changeMember(step.projectId, step.change);
      if (refusal === undefined) return true;
      const refused = { cause: refusal.cause, at: ports.clock() };
      const refusedMembers = { ...record.refusedMembers, [step.change.member.id]: refused };
      await ports.store.save({ ...record, refusedMembers });
      return true;
    }
    case "remove": {
      const refusal = await service.remove(step.projectId, step.part);
      if (refusal === undefined) return true;
      if (step.part.kind !== "data-source") return remember(record, refusal.cause, ports);
      // An environment has data sources of its own: nothing waits for them.
      await ports.store.save({ ...record, refusedParts: [...(record.refusedParts ?? []), step.part.id] });
      return true;
    }
    case "delete": {
      const refusal = await service.delete(step.projectId);
      return refusal === undefined || remember(record, refusal.cause, ports);
    }
  }
}

/** Stores what the service refuses. @returns false where it is known already: then it is tried again later */
async function remember(record: ProjectRecord, message: string, ports: ProjectPorts): Promise<boolean> {
  const { problem } = record;
  // That a deletion has failed says more than that another one is refused.
  if (problem?.kind === "deletion-failed" || problem?.message === message) return false;
  await ports.store.save({ ...record, problem: { kind: "removal-refused", message } });
  return true;
}

async function create(record: ProjectRecord, description: string, ports: ProjectPorts): Promise<boolean> {
  const { requestId, wish, placement } = record;
  if (placement === undefined) throw new Error(`request ${requestId} is to be created without a place`);
  const made = await ports.service.create({ requestId, wish, description, placement });
  const at = ports.clock();
  if ("outOfSight" in made) {
    const { outOfSightSince } = record;
    if (outOfSightSince === undefined) await ports.store.save({ ...record, outOfSightSince: at });
    if (outOfSightSince === undefined || !isGoneFromSight(outOfSightSince, at)) return false;
    await ports.store.save({ ...record, ...failedWith(record, [made.outOfSight], at) });
    return true;
  }
  await ports.store.save(
    "projectId" in made
      ? { ...record, phase: "following", projectId: made.projectId, createdAt: at }
      : { ...record, ...failedWith(record, [made.refused], at) },
  );
  return true;
}

/** Checks a request once more, for time has passed since somebody asked, and claims what is scarce. */
async function check(record: ProjectRecord, ports: ProjectPorts, settings: ProjectSettings): Promise<boolean> {
  const { requestId, wish } = record;
  const now = ports.clock();
  const facts = await ports.service.facts(wish, requestId);
  const claimed = await ports.claims.look(wishSubjects(wish), requestId);
  const problems = checkWish({ wish, facts, claimed, settings });
  if (problems.length > 0) {
    const reason = problems.map(({ message }) => message).join(" ");
    const verdict: ProjectVerdict = { outcome: "reject", decider: { kind: "checks" }, reason, at: now };
    await ports.store.save({ ...record, phase: "deciding", problems, verdict });
    return true;
  }
  const until = claimUntil(now);
  const claims = wishSubjects(wish).map((subject) => ({ subject, weight: 1, revision: claimed[subject].revision }));
  // Somebody else was faster: the next run sees what is left.
  if (!(await ports.claims.claim(requestId, claims, until))) return false;
  const approval = settings.units[wish.unit].approval;
  const passed: ProjectRecord = { ...record, claimedUntil: until, problems: [] };
  if (approval !== undefined) {
    const remindAt = laterBy(now, { days: approval.remindAfterDays });
    const lapsesAt = laterBy(now, { days: approval.lapseAfterDays });
    await ports.store.save({ ...passed, phase: "held", held: { since: now, remindAt, lapsesAt } });
    return true;
  }
  const reason = `Projects of the unit ${wish.unit} need no approval.`;
  const verdict: ProjectVerdict = { outcome: "approve", decider: { kind: "nobody-needed" }, reason, at: now };
  await ports.store.save({ ...passed, phase: "deciding", verdict });
  return true;
}
