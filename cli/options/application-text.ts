import { z } from "zod";
import type { OfficeAnswers } from "../../contracts/application/projects/answers";
import type { projectRequestDetail } from "../../contracts/application/projects/request";

/** First argument where it is no option, and the others. */
export function operandIn(argv: readonly string[]): [string | undefined, readonly string[]] {
  const [first, ...rest] = argv;
  return first === undefined || first.startsWith("-") ? [undefined, argv] : [first, rest];
}

/** A request as the API shows it: with the names of the people in it. */
export const withPeople = (request: typeof projectRequestDetail) =>
  request.extend({ people: z.record(z.string(), z.string()) });

/** Lines of a list, with the option that shows the next page. */
export function listText(rows: readonly (readonly string[])[], next: string | undefined): string {
  const lines = rows.map((row) => row.map(printable).join("\t"));
  return [...(lines.length === 0 ? ["none"] : lines), ...(next === undefined ? [] : [`more: --cursor ${next}`])].join(
    "\n",
  );
}

/** A request for people. */
export function requestText(request: OfficeAnswers["one-request"]): string {
  const { id, name, unit, says, next, held, decision, failures, problem, problems, projectId, account, endsAt } =
    request;
  return lines([
    [`${name} (${unit})`, `${says}${next === undefined ? "" : ` ${next}`}`],
    ["request", id],
    ["project", projectId],
    ["account", account?.id],
    ["decided on by", held?.deciders.join(", ")],
    ["decision", decision && `${decision.outcome}: ${decision.reason}`],
    ["ends", endsAt],
    ["problem", problem?.message],
    ...problems.map(({ message }) => ["wrong", message] as const),
    ...failures.flatMap(({ accountId, reasons }) =>
      reasons.map(
        ({ said, means }) => [`failed in ${accountId ?? "its account"}`, [said, ...means].join("; ")] as const,
      ),
    ),
  ]);
}

/** A project for people. */
export function projectText(project: OfficeAnswers["one-project"]): string {
  const { id, name, unit, origin, status, endsAt, members, environments, reasons, request, possible } = project;
  return lines([
    [`${name} (${unit ?? "unit not known"})`, `${origin}, ${status}`],
    ["project", id],
    ["ends", endsAt],
    ["state", request?.says],
    ["blocked by", request?.problem?.message],
    ...reasons.map((reason) => ["reason", reason] as const),
    ...(members ?? []).map((one) => ["member", `${one.name ?? one.id}: ${one.designation}`] as const),
    ...(environments ?? []).map(
      (one) => ["environment", `${one.name}: ${one.account} ${one.region} ${one.status}`] as const,
    ),
    ["retirement", possible.retirement.why],
  ]);
}

/** Outcome of a retirement for people. */
export function usesText({ retires, uses }: OfficeAnswers["retire"]): string {
  return lines([
    [retires ? "the project retires" : "dry run", retires ? "with everything below" : "it would take away"],
    ...uses.heldByOthers.map(({ project, asset }) => ["used by", `${project} (${asset})`] as const),
    ...uses.published.map(({ name }) => ["published", name] as const),
    ...uses.own.map(({ asset }) => ["subscription", asset] as const),
    ...uses.dataSources.map(({ name }) => ["data source", name] as const),
    ...uses.environments.map(({ name }) => ["environment", name] as const),
  ]);
}

const lines = (facts: readonly (readonly [string, string | undefined])[]): string =>
  facts
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`))
    .map(printable)
    .join("\n");

/** Names and purposes are written by anybody: what would steer the terminal is shown as its code. */
const printable = (line: string): string =>
  line.replace(/\p{Cc}|\p{Bidi_Control}/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
