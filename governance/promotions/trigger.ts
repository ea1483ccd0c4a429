import type { UseCaseSettings } from "../../contracts/aiops/settings";
import type { PackageView } from "./package";

/** Standing of a version: it is to be promoted, it is not, or its life has gone on, which begins nothing and stops nothing. */
export type Standing = "wanted" | "neutral" | "unwanted";

/** Members of a version that its standing follows from; a list of versions has them, too. */
export type Stand = Pick<PackageView, "approval" | "lifeCycle">;

/** Standing of a version by the trigger of its use case. What is not said is no approval. */
export function standingOf({ approval, lifeCycle }: Stand, trigger: UseCaseSettings["trigger"]): Standing {
  if (trigger.by === "approval") return approval === "Approved" ? "wanted" : "unwanted";
  if (approval === "Rejected") return "unwanted";
  return lifeCycle?.stage === trigger.stage && lifeCycle.status === trigger.status ? "wanted" : "neutral";
}
