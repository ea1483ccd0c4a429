import { canonicalJson } from "../../contracts/canonical-json";
import type { ProjectProblem, ProjectRecord } from "./record";
import type { EvidenceName, NoticeKind, Step } from "./step";

/** A step that stores a record with changes. */
export function store(record: ProjectRecord, changes: Partial<ProjectRecord>): Step {
  return { kind: "store", record: { ...record, ...changes } };
}

/** A step that tells people something, if they have not been told; nothing where they have. */
export function notify(record: ProjectRecord, notice: NoticeKind, name: string = notice): Step | undefined {
  if (record.done.includes(name)) return undefined;
  return { kind: "notify", notice, record: { ...record, done: [...record.done, name] } };
}

/** A step that keeps evidence, if it is not kept; nothing where it is. */
export function keepEvidence(record: ProjectRecord, name: EvidenceName): Step | undefined {
  if (record.done.includes(`evidence:${name}`)) return undefined;
  return { kind: "keep-evidence", name, record: { ...record, done: [...record.done, `evidence:${name}`] } };
}

/** Stores a problem, and tells people of each one once; nothing where both are done. */
export function reportProblem(record: ProjectRecord, problem: ProjectProblem): Step | undefined {
  if (canonicalJson(record.problem) !== canonicalJson(problem)) return store(record, { problem });
  const notice = problem.kind === "still-used" ? "still-used" : "alarm";
  return notify(record, notice, `${notice}:${problem.kind}:${problem.message}`);
}

/** The application has to be a member of its projects, and only an owner can make it one again. */
export function reportHidden(record: ProjectRecord, hidden: string): Step | undefined {
  const message = `The application is no member of the project any more (${hidden}): add its role as an owner.`;
  return reportProblem(record, { kind: "not-a-member", message });
}

/** A removal that the service refuses is tried again at every look, and told once. */
export function alarmOfRefusal(record: ProjectRecord): Step | undefined {
  const { problem } = record;
  return problem?.kind === "removal-refused" ? notify(record, "alarm", `alarm:${problem.message}`) : undefined;
}
