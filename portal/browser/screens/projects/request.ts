import type { Operations } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { moment } from "../../controls";
import { apiForm, field } from "../../form";
import { backLink, chip, facts, linkButton, screenTitle } from "../../parts";
import { formatPlace, listHref, sectionName } from "../../place";
import { personName } from "../../people";
import { memberText } from "../../projects/members";
import { designationText, projectDeciderText, projectDecidersText, projectRequestState } from "../../projects/words";
import { plural, whenText } from "../../words";

type Detail = Operations["readProjectRequest"]["answer"];

/** One request for a project: its stage, what is asked for, what was decided, what failed, and what the person may do. */
export const projectRequestScreen: Screen = async ({ id, screen }, context) => {
  const detail = await context.client.call("readProjectRequest", { id });
  const content = h(
    "div",
    {},
    backLink(listHref(screen), `“${sectionName(screen)}”`),
    screenTitle(detail.name),
    h("p", {}, chip(projectRequestState(detail))),
    nowSection(detail),
    askedSection(detail),
    decidedSection(detail),
    failuresSection(detail),
    decisionSection(detail, context),
  );
  return { title: detail.name, content };
};

function nowSection({ says, next, problem, problems, held, phase, projectId, yourParts, unit }: Detail): Child {
  const isOver = ["rejected", "failed", "retired"].includes(phase);
  const isThere = projectId !== undefined && ["active", "members"].includes(phase);
  return h(
    "section",
    { class: "panel", "aria-label": "State" },
    h("p", {}, says),
    next !== undefined && h("p", {}, next),
    held !== undefined && h("p", {}, `It is decided by ${projectDecidersText(held.deciders)}.`),
    problem !== undefined && h("p", { class: "note" }, problem.message),
    problems.length > 0 && h("ul", { class: "lines" }, ...problems.map(({ message }) => h("li", {}, message))),
    isThere && h("p", {}, linkButton("Open the project", formatPlace({ screen: "projects", id: projectId, text: "" }))),
    isOver &&
      yourParts.includes("requester") &&
      h("p", {}, linkButton("Ask again", formatPlace({ screen: "ask-project", id: unit, text: "" }))),
  );
}

function askedSection(detail: Detail): HTMLElement {
  const { unit, unitName, profile, profileName, purpose, requester, people, askedAt, wish, account, members } = detail;
  const settings = Object.entries(wish.parameters).flatMap(([configuration, values]) =>
    Object.entries(values).map(([name, value]) => h("li", {}, `${configuration}, ${name}: ${value}`)),
  );
  return h(
    "section",
    { class: "panel", "aria-labelledby": "asked-title" },
    h("h2", { id: "asked-title" }, "What is asked for"),
    facts(
      ["Unit", unitName ?? unit],
      ["Kind of project", profileName ?? profile],
      ["Purpose", h("span", { class: "description" }, purpose)],
      ["Person", personName(people[requester] ?? requester)],
      ["Asked", moment(askedAt, whenText(askedAt, new Date()))],
      ["Account", accountText(wish, account)],
      ["For", wish.lifetimeDays === undefined ? "as long as the rules let it" : plural(wish.lifetimeDays, "day")],
      ["Settings", settings.length > 0 && h("ul", { class: "lines" }, ...settings)],
      ["Members", h("ul", { class: "lines" }, ...members.map(memberLine))],
    ),
  );
}

function accountText({ account, region }: Detail["wish"], chosen: Detail["account"]): string {
  if (chosen !== undefined) return `${chosen.id}${chosen.regions.length > 0 ? ` (${chosen.regions.join(", ")})` : ""}`;
  const where = region === undefined ? "" : ` in ${region}`;
  return account === "choose" ? `one is chosen${where}` : `${account}${where}`;
}

function memberLine({ refused, ...member }: Detail["members"][number]): HTMLElement {
  const text = `${memberText(member)}, ${designationText(member.designation)}`;
  const why =
    refused !== undefined && h("span", { class: "field-fault" }, ` The service keeps it out: ${refused.cause}`);
  return h("li", {}, text, why);
}

function decidedSection({ decision, people }: Detail): Child {
  if (decision === undefined) return undefined;
  const { outcome, reason, at } = decision;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "decided-title" },
    h("h2", { id: "decided-title" }, outcome === "approve" ? "Approved" : "Rejected"),
    facts(
      ["By", projectDeciderText(decision, people)],
      ["On", moment(at, whenText(at, new Date()))],
      ["Why", h("span", { class: "description" }, reason)],
    ),
  );
}

function failuresSection({ failures }: Detail): Child {
  if (failures.length === 0) return undefined;
  const attempts = failures.map(({ at, accountId, reasons }) => {
    const where = accountId === undefined ? "" : ` in account ${accountId}`;
    const lines = reasons.flatMap(({ configuration, said, means }) => [
      h("p", {}, configuration === "" ? said : `${configuration}: ${said}`),
      ...means.map((one) => h("p", { class: "note" }, one)),
    ]);
    return h("div", { class: "attempt" }, h("h3", {}, `${whenText(at, new Date())}${where}`), ...lines);
  });
  return h(
    "section",
    { class: "panel", "aria-labelledby": "failures-title" },
    h("h2", { id: "failures-title" }, "What failed"),
    ...attempts,
  );
}

function decisionSection(detail: Detail, context: Context): Child {
  const { held, possible, phase } = detail;
  if (held === undefined || phase !== "held") return undefined;
  const { allowed, why } = possible.decision;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "decision-title" },
    h("h2", { id: "decision-title" }, allowed ? "Your decision" : "The decision"),
    ...(allowed
      ? [
          fateForm(detail, "approve", context),
          h("details", { class: "danger-zone" }, h("summary", {}, "Reject it"), fateForm(detail, "reject", context)),
        ]
      : [h("p", { class: "note" }, why ?? "")]),
  );
}

const FATES = {
  approve: { label: "Why is it right?", submit: "Approve", kind: "main", done: "The request is approved" },
  reject: { label: "Reason", submit: "Reject this request", kind: "danger", done: "The request is rejected" },
} as const;

function fateForm({ id }: Detail, outcome: keyof typeof FATES, context: Context): HTMLElement {
  const { label, submit, kind, done } = FATES[outcome];
  const name = `${outcome}-reason`;
  const reason = h("textarea", { rows: 3, maxlength: 2048 });
  return apiForm<string>(context, {
    draft: `project-${outcome}:${id}`,
    content: [field(label, name, reason, "The person who asked reads this.")],
    submit,
    kind,
    read: (typed) => {
      const value = typed.one(name).trim();
      if (value !== "") return { value };
      return { faults: [{ field: name, message: "Write a reason for the person who asked." }] };
    },
    send: async (value) => {
      await context.client.call("decideOnProject", { id, body: { outcome, reason: value } });
      context.say(done);
      context.reload();
    },
  });
}
