import { text, type Column, type Row } from "../reports/report";
import type { RightsFinding } from "./finding";

const COLUMNS = {
  code: text("kind of difference"),
  subject: text("project, unit, subscription or account"),
  what: text("what is wrong"),
  expected: text("what the configuration gives"),
  found: text("what is there"),
  remedy: text("command or page that mends it"),
  project_id: text("id of the project that it is about"),
  unit_id: text("id of that project's unit, or of the unit that it is about"),
  owner_project_id: text("id of the project that owns the asset"),
  owner_unit_id: text("id of that project's unit"),
};

/** The check of rights as a report. */
export const RIGHTS_REPORT: {
  readonly name: string;
  readonly says: string;
  readonly columns: Readonly<Record<keyof typeof COLUMNS, Column>>;
} = {
  name: "rights",
  says: "A right that is not as the configuration gives it.",
  columns: COLUMNS,
};

/** Findings as rows of the report. */
export function* rightsRows(findings: Iterable<RightsFinding>): Iterable<Row> {
  for (const { projectId, unitId, ownerProjectId, ownerUnitId, ...finding } of findings) {
    const about = { project_id: projectId, unit_id: unitId };
    yield { ...finding, ...about, owner_project_id: ownerProjectId, owner_unit_id: ownerUnitId };
  }
}
