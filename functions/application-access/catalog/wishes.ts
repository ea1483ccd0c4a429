import { z } from "zod";
import type { RequestView } from "../../../governance/access";
import { rowFilter, type AccessFacts } from "../../../governance/access-rules";
import type { RequestForm } from "./settings";

type Wishes = AccessFacts["request"];

/** Wishes of a request that says nothing but asset and project, which is all that the portal asks by itself. */
const EVERYTHING = { durationDays: "unlimited", columns: "all", rows: "all" } as const satisfies Wishes;

const fields = z.record(z.string(), z.unknown());
const days = z.coerce.number().int().min(1);

/**
 * Wishes of a request: what its form says, and everything without an end where it says nothing. What the form holds in a way that
 * cannot be read is not known, so that no rule decides by it.
 */
export function wishesOf({ forms = {} }: Pick<RequestView, "forms">, form: RequestForm | undefined): Wishes {
  const content = form === undefined ? undefined : forms[form.typeName];
  if (form === undefined || content === undefined) return EVERYTHING;
  const filled = fields.safeParse(parsed(content));
  // Rows that the form has no field for nobody can have wished to be fewer.
  if (!filled.success) return form.rows === undefined ? { rows: EVERYTHING.rows } : {};
  const { data } = filled;
  const valueOf = (field: string | undefined): unknown =>
    field === undefined ? undefined : (data[field] ?? undefined);
  return {
    purpose: purposeOf(valueOf(form.purpose)),
    durationDays: durationOf(valueOf(form.durationDays)),
    columns: columnsOf(valueOf(form.columns)),
    rows: rowsOf(valueOf(form.rows)),
  };
}

const purposeOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

function durationOf(value: unknown): Wishes["durationDays"] {
  if (value === undefined || value === "") return EVERYTHING.durationDays;
  const read = days.safeParse(value);
  return read.success ? read.data : undefined;
}

/** Columns are wanted by name; a text without a name wants all of them. */
function columnsOf(value: unknown): Wishes["columns"] {
  if (value === undefined || value === "") return EVERYTHING.columns;
  if (typeof value !== "string") return undefined;
  const names = value.split(",").flatMap((name) => name.trim() || []);
  return names.length === 0 ? EVERYTHING.columns : [...new Set(names)];
}

/** Rows are wanted as rules write them; what people write in other words is for people to read. */
function rowsOf(value: unknown): Wishes["rows"] {
  if (value === undefined || value === "") return EVERYTHING.rows;
  return typeof value === "string" ? rowFilter.safeParse(parsed(value)).data : undefined;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
