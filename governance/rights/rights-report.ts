import { text, type Column, type Row } from "../reports/report";
import type { RightsFinding } from "./finding";

/** The check of rights as a report. */
export const RIGHTS_REPORT: {
  readonly name: string;
  readonly says: string;
  readonly columns: Readonly<Record<keyof RightsFinding, Column>>;
} = {
  name: "rights",
  says: "A right that is not as the configuration gives it.",
  columns: {
    code: text("kind of difference"),
    subject: text("project, unit, subscription or account"),
    what: text("what is wrong"),
    expected: text("what the configuration gives"),
    found: text("what is there"),
    remedy: text("command or page that mends it"),
  },
};

/** Findings as rows of the report. */
export function* rightsRows(findings: Iterable<RightsFinding>): Iterable<Row> {
  for (const finding of findings) yield { ...finding };
}
