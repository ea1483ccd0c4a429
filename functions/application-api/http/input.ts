import { z } from "zod";
import { headerOf, type HttpEvent } from "./event";
import { type Fault, Problem } from "./problem";

/** Largest body in bytes. The largest sensible one, access to two thousand columns, has a tenth of it. */
export const LARGEST_BODY = 128 * 1024;
/** Faults that are told at once; a body of thousands of wrong members gets no longer answer. */
const MOST_FAULTS = 50;

/** Texts of the query; one that comes twice is a fault. */
export function queryOf({ rawQueryString }: HttpEvent): Record<string, string> {
  const given = [...new URLSearchParams(rawQueryString)];
  const names = given.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw invalid([{ in: "query", at: twice, message: "is given twice" }]);
  return Object.fromEntries(given);
}

/** JSON value of the body; nothing where there is none. */
export function bodyOf(event: HttpEvent): unknown {
  const { body, isBase64Encoded } = event;
  if (body === undefined || body === "") return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > LARGEST_BODY)
    throw new Problem("too-large", `Send at most ${LARGEST_BODY} bytes; this body has ${bytes.length}.`);
  const type = headerOf(event, "content-type") ?? "";
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new Problem("not-json", "Send JSON, with the header content-type: application/json.");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw invalid([{ in: "body", at: "", message: error instanceof Error ? error.message : "is no JSON" }]);
  }
}

/** The value as a schema makes it. @throws a problem with everything that is wrong */
export function checked<T extends z.ZodType>(schema: T, value: unknown, where: Fault["in"]): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap((issue) => faultsOf(issue, where, [])));
}

/** A problem of a request that has these faults. */
export function invalid(faults: readonly Fault[]): Problem {
  const more = faults.length - MOST_FAULTS;
  const detail = `Mend what faults lists and send it again${more > 0 ? `; ${more} more are not listed` : ""}.`;
  return new Problem("invalid-request", detail, { faults: faults.slice(0, MOST_FAULTS) });
}

/** Faults of an issue; of a choice between several forms, those of the form that comes nearest. */
function faultsOf(issue: z.core.$ZodIssue, where: Fault["in"], above: readonly PropertyKey[]): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const forms = issue.errors.map((issues) => issues.flatMap((one) => faultsOf(one, where, path)));
    const depth = (faults: readonly Fault[]) => Math.max(...faults.map(({ at }) => at.split(".").length));
    const [nearest] = forms.sort((one, other) => depth(other) - depth(one) || one.length - other.length);
    return nearest;
  }
  return [{ in: where, at: path.map(String).join("."), message: issue.message }];
}
