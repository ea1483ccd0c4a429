import type { Row } from "./report";

/** Everything that a row is about, by ids. */
export interface RowSubject {
  /** Project that has something or that it is about, and the project that owns the asset. */
  readonly projects: readonly string[];
  /** Units of these projects at the time of the report. */
  readonly units: readonly string[];
  /** Profile of the person who has access or who asks. */
  readonly persons: readonly string[];
  readonly assets: readonly string[];
}

/** Columns by which rows of every report tell what they are about; a report lacks those that mean nothing in it. */
export const SUBJECT_COLUMNS = {
  projects: ["project_id", "owner_project_id"],
  units: ["unit_id", "owner_unit_id"],
  persons: ["subject_id", "requester_id"],
  assets: ["asset_id"],
} as const satisfies Record<keyof RowSubject, readonly string[]>;

/** Everything that a row is about. What is not known is nothing that it is about. */
export function subjectOf(row: Row): RowSubject {
  const ids = (columns: readonly string[]): string[] =>
    columns.flatMap((column) => (typeof row[column] === "string" && row[column] !== "" ? [row[column]] : []));
  return {
    projects: ids(SUBJECT_COLUMNS.projects),
    units: ids(SUBJECT_COLUMNS.units),
    persons: ids(SUBJECT_COLUMNS.persons),
    assets: ids(SUBJECT_COLUMNS.assets),
  };
}

/** Rows that somebody may see: all of them, or those about some projects and units. */
export type Sight =
  | { readonly all: true }
  | {
      readonly all: false;
      /** Ids of projects. */
      readonly projects: ReadonlySet<string>;
      /** Ids of units, those below them among them. */
      readonly units: ReadonlySet<string>;
    };

/** Tells whether somebody may see a row. One of which nobody knows what it is about is for those who see everything. */
export function maySee(row: Row, sight: Sight): boolean {
  if (sight.all) return true;
  const { projects, units } = subjectOf(row);
  return projects.some((id) => sight.projects.has(id)) || units.some((id) => sight.units.has(id));
}

/** Choice of rows: all that is given has to hold. */
export interface RowChoice {
  readonly project?: string | undefined;
  readonly person?: string | undefined;
  readonly asset?: string | undefined;
  /** Ids of a unit and of those below it. */
  readonly units?: ReadonlySet<string> | undefined;
}

/** Tells whether a row is about what was chosen. */
export function isChosen(row: Row, { project, person, asset, units }: RowChoice): boolean {
  const subject = subjectOf(row);
  return (
    (project === undefined || subject.projects.includes(project)) &&
    (person === undefined || subject.persons.includes(person)) &&
    (asset === undefined || subject.assets.includes(asset)) &&
    (units === undefined || subject.units.some((id) => units.has(id)))
  );
}
