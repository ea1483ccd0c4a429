import type { DomainRule, OrganizationRule, StageRule } from "../../../../configuration/rules";
import type { Changes } from "../support/organization";

/** A rule with files that it accepts and files that it refuses. */
export interface RuleCase {
  readonly rule: StageRule | DomainRule | OrganizationRule;
  /** Completes "accepts ..." and "rejects ...". */
  readonly accepts: string;
  /** Changes to the valid organization; none where it is an example as it is. */
  readonly good: Changes;
  readonly rejects: string;
  readonly bad: Changes;
  /** Everything that is reported about the bad files, as `CODE file path`. */
  readonly reported: readonly string[];
}
