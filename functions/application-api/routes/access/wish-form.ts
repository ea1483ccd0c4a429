import { columnsOfRowCondition } from "../../../../governance/access-rules";
import { invalid } from "../../http/input";
import type { Fault } from "../../http/problem";
import type { ListedAsset, NewRequest } from "../../services";
import type { ApiSettings } from "../../settings";
import type { FilingBody } from "./filing";

/** Longest content of a form. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_FormInput.html */
const LONGEST_FORM = 75_000;

type Wishes = Pick<FilingBody, "purpose" | "days" | "columns" | "rows">;

/**
 * The form that says what is wished, as the worker reads it; nothing where the organization has none.
 *
 * @throws a problem with every wish that cannot be said in it
 */
export function wishForm(
  wishes: Wishes,
  listing: Pick<ListedAsset, "columns">,
  { requestForm, rules }: Pick<ApiSettings, "requestForm" | "rules">,
): NewRequest["form"] {
  const { purpose, days, columns, rows } = wishes;
  const known = listing.columns?.map(({ name }) => name);
  const faults = [
    ...withoutField("purpose", purpose, requestForm?.purpose),
    ...withoutField("days", days, requestForm?.durationDays),
    ...withoutField("columns", columns, requestForm?.columns),
    ...withoutField("rows", rows, requestForm?.rows),
    ...(requestForm?.purpose === undefined ? [] : purposeFaults(purpose, Object.keys(rules.purposes))),
    ...columnFaults("columns", columns ?? [], known),
    ...columnFaults("rows", rows === undefined ? [] : columnsOfRowCondition(rows), known),
  ];
  if (faults.length > 0) throw invalid(faults);
  if (requestForm === undefined) return undefined;
  const content = {
    ...said(requestForm.purpose, purpose),
    ...said(requestForm.durationDays, days),
    ...said(requestForm.columns, columns?.join(",")),
    ...said(requestForm.rows, rows && JSON.stringify(rows)),
  };
  const text = JSON.stringify(content);
  if (text.length > LONGEST_FORM)
    throw invalid([
      fault("rows", `the wish has ${text.length} characters as a form, and the service takes ${LONGEST_FORM}`),
    ]);
  return { typeName: requestForm.typeName, content: text };
}

const said = (
  field: string | undefined,
  value: string | number | undefined,
): Readonly<Record<string, string | number>> => (field === undefined || value === undefined ? {} : { [field]: value });

const fault = (at: string, message: string): Fault => ({ in: "body", at, message });

const withoutField = (at: string, wish: unknown, field: string | undefined): Fault[] =>
  wish === undefined || field !== undefined
    ? []
    : [fault(at, "the form of requests has no field for it: leave it out")];

function purposeFaults(purpose: string | undefined, known: readonly string[]): Fault[] {
  if (purpose !== undefined && known.includes(purpose)) return [];
  return [fault("purpose", `has to be one of ${known.join(", ")}`)];
}

/** Columns that the asset does not have. A comma parts names in the form's list of columns. */
function columnFaults(
  at: "columns" | "rows",
  columns: readonly string[],
  known: readonly string[] | undefined,
): Fault[] {
  const unknown = columns.filter(
    (name) => (at === "columns" && name.includes(",")) || !(known?.includes(name) ?? true),
  );
  if (unknown.length === 0) return [];
  const there = known === undefined ? "" : `; it has ${known.slice(0, 50).join(", ")}`;
  return [fault(at, `the asset has no column ${unknown.slice(0, 10).join(", ")}${there}`)];
}
