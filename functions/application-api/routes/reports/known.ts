import { COST_REPORT } from "../../../../governance/cost";
import { REPORTS } from "../../../../governance/reports";
import { RIGHTS_REPORT } from "../../../../governance/rights";
import type { ObjectKind } from "../route";
import { KNOWN } from "../route";

/** A report, whatever day it is of. */
export interface KnownReport {
  readonly name: string;
  /** Meaning of a row, in one sentence. */
  readonly says: string;
}

/** Reports that are made every day, in the order in which they are shown. */
export const KNOWN_REPORTS: readonly KnownReport[] = [...REPORTS, RIGHTS_REPORT, COST_REPORT].map(({ name, says }) => ({
  name,
  says,
}));

/** Reports by name. That they are there is no secret; of their rows each caller sees those about projects and units of theirs. */
export const REPORT: ObjectKind<KnownReport> = {
  name: "report",
  seenBy: KNOWN,
  load(name) {
    const object = KNOWN_REPORTS.find((one) => one.name === name);
    return Promise.resolve(object && { object, parts: [] });
  },
};
