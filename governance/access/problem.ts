import { canonicalJson } from "../../contracts/canonical-json";
import type { AccessProblem, AccessRecord } from "./record";
import { notify, store } from "./remember";
import type { Step } from "./step";

/** Stores a problem, and tells people of each kind of problem once; nothing where both are done. */
export function reportProblem(record: AccessRecord, problem: AccessProblem): Step | undefined {
  if (canonicalJson(record.problem) !== canonicalJson(problem)) return store(record, { problem });
  const notice = problem.kind === "no-target" ? "grant-delayed" : "alarm";
  return notify(record, notice, `${notice}:${problem.kind}`);
}
