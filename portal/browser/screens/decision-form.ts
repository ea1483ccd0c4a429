import type { AccessDetail, GivenAccess } from "../../api/operations";
import type { Context } from "../context";
import { accessFrom, limitsOf, proposalOf, type Limits, type Proposal, type TypedDecision } from "../decision";
import { h, type Child } from "../../../pages/browser/dom";
import { moment } from "../controls";
import { apiForm, choice, field, group, Typed } from "../form";
import { daysText, decidersText, nameText, plural, rowsText, whenText } from "../words";
import { columnChoices } from "./columns-field";
import { accessFacts } from "./request";
import { rowsFields, typedComparisons } from "./rows-editor";

/** The decision: why a person is asked, what the first of two consented to, and both ways to decide. */
export function decisionSection(detail: AccessDetail, context: Context): Child {
  const { held, possible } = detail;
  if (held === undefined) return undefined;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "decision-title" },
    h("h2", { id: "decision-title" }, possible.decision.allowed ? "Your decision" : "The decision"),
    h("p", {}, `Why a person decides: ${held.reason}`),
    h(
      "p",
      {},
      `It is decided by ${decidersText(held.deciders)}.${held.approvals > 1 ? ` ${held.approvals} different people must approve exactly the same.` : ""}`,
    ),
    ...(detail.unread ?? []).map(({ wish, text }) => h("p", {}, `${UNREAD[wish]}, as it was written: “${text}”`)),
    ...consents(detail),
    ...(possible.decision.allowed
      ? [
          detail.beyond === undefined ? approvalForm(detail, context) : h("p", { class: "note" }, IN_PORTAL),
          h("details", { class: "danger-zone" }, h("summary", {}, "Reject it"), rejectionForm(detail, context)),
        ]
      : [h("p", { class: "note" }, possible.decision.why ?? "")]),
  );
}

const IN_PORTAL = "To approve it, use the portal of AWS. Here you can reject it.";

const UNREAD = {
  purpose: "Purpose",
  durationDays: "How long it is wanted",
  columns: "Columns that are wanted",
  rows: "Rows that are wanted",
} as const;

function consents({ held, people }: AccessDetail): Child[] {
  return (held?.consents ?? []).map(({ person, at, access }) =>
    h(
      "div",
      { class: "note" },
      h("h3", {}, `${nameText(people[person] ?? person)} consents`),
      h("p", {}, moment(at, whenText(at, new Date()))),
      accessFacts(access),
      h("p", {}, "Approve the same, and it is approved. Change something, and the first person is asked again."),
    ),
  );
}

function approvalForm(detail: AccessDetail, context: Context): HTMLElement {
  const { id, revision, held, consumer } = detail;
  const [limits, proposal] = [limitsOf(detail), proposalOf(detail)];
  const draft = `decide:${id}`;
  const isFirst = (held?.approvals ?? 1) > 1 && (held?.consents.length ?? 0) === 0;
  const summary = h("p", { class: "note", role: "status" });
  const form = apiForm<GivenAccess>(context, {
    draft,
    content: [
      h("h3", {}, "Approve with this access"),
      rowsFields(proposal.rows, limits.columns ?? [], draft),
      columnsFields(limits, proposal),
      daysFields(limits, proposal),
      limits.hasObjects && objectFields(proposal),
      summary,
    ],
    submit: isFirst ? "Consent, as the first of two" : "Approve",
    read: (typed) => {
      const made = accessFrom(typedDecision(typed), limits, proposal);
      return "faults" in made ? made : { value: made.access };
    },
    send: async (access) => {
      await context.client.call("decideOnAccess", { id, body: { outcome: "approve", revision, access } });
      context.say(isFirst ? "You have consented. A second person is asked now" : "The request is approved");
      context.reload();
    },
  });
  const tell = (): void => {
    const made = accessFrom(typedDecision(new Typed(form)), limits, proposal);
    summary.textContent =
      "faults" in made
        ? "Something is still to be chosen before this can be approved."
        : `${consumer.name || consumer.id} gets ${sentence(made.access)}.`;
  };
  for (const event of ["input", "change"]) form.addEventListener(event, tell);
  tell();
  return form;
}

function sentence({ rows, columns, expiresInDays }: GivenAccess): string {
  const which = rows === "all" ? "all rows" : `rows where ${rowsText(rows)}`;
  const what = columns === "all" ? "all columns" : plural(columns.length, "column");
  return `${which} with ${what}, ${expiresInDays === "never" ? daysText("never") : `for ${daysText(expiresInDays)}`}`;
}

function typedDecision(typed: Typed): TypedDecision {
  return {
    rows: typed.one("rows"),
    comparisons: typedComparisons(typed),
    columns: typed.one("columns"),
    chosen: typed.all("column"),
    end: typed.one("end"),
    days: typed.one("days"),
    s3: typed.all("s3"),
  };
}

function columnsFields({ columns, mayAllColumns }: Limits, { columns: proposed }: Proposal): HTMLElement {
  const all = mayAllColumns && choice("radio", "columns", "all", "All columns", proposed === "all");
  const hint = !mayAllColumns && h("p", { class: "hint" }, "Only columns that were asked for can be given.");
  if (columns === undefined)
    return group(
      "Which columns?",
      "columns",
      all,
      h("p", { class: "hint" }, "The columns of this data are not known here."),
    );
  const isSome = Array.isArray(proposed);
  const some = choice("radio", "columns", "some", "Only these", isSome);
  const chosen = isSome ? (proposed as readonly string[]) : [];
  return group("Which columns?", "columns", hint, all, some, columnChoices(columns, chosen));
}

function daysFields({ mostDays, mayNever }: Limits, { days }: Proposal): HTMLElement {
  const isDays = typeof days === "number";
  const input = h("input", { type: "text", inputmode: "numeric", class: "short", value: isDays ? days : "" });
  const number = field("Number of days", "days", input, `From 1 to ${mostDays}.`);
  if (!mayNever)
    return group("For how long?", "end", h("input", { type: "hidden", name: "end", value: "days" }), number);
  return group(
    "For how long?",
    "end",
    choice("radio", "end", "days", "For some days", isDays),
    h("div", { class: "inset" }, number),
    choice("radio", "end", "never", "Without an end", days === "never"),
  );
}

const objectFields = ({ s3 }: Proposal): HTMLElement =>
  group(
    "What may be done with the objects?",
    "s3",
    choice("checkbox", "s3", "READ", "Read them", s3.includes("READ")),
    choice("checkbox", "s3", "WRITE", "Write them", s3.includes("WRITE")),
  );

function rejectionForm({ id, revision }: AccessDetail, context: Context): HTMLElement {
  const reason = h("textarea", { rows: 3, maxlength: 2048 });
  return apiForm<string>(context, {
    draft: `reject:${id}`,
    content: [field("Reason", "reason", reason, "The person who asked reads this.")],
    submit: "Reject this request",
    kind: "danger",
    read: (typed) => {
      const value = typed.one("reason").trim();
      return value === ""
        ? { faults: [{ field: "reason", message: "Write a reason for the person who asked." }] }
        : { value };
    },
    send: async (value) => {
      await context.client.call("decideOnAccess", { id, body: { outcome: "reject", revision, reason: value } });
      context.say("The request is rejected");
      context.reload();
    },
  });
}
