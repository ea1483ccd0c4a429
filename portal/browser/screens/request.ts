import type { AccessDetail, GivenAccess } from "../../api/operations";
import type { Context, Screen } from "../context";
import { factsOf } from "../decision";
import { h, type Child } from "../../../pages/browser/dom";
import { moment } from "../controls";
import { backLink, facts, screenTitle, stateChip } from "../parts";
import { personName } from "../people";
import { formatPlace, sectionName } from "../place";
import {
  daysText,
  deciderText,
  listed,
  nameText,
  plural,
  problemSentence,
  rowsText,
  typeText,
  whenText,
} from "../words";
import { termList } from "./data";
import { decisionSection } from "./decision-form";
import { lastingSection } from "./lasting";
import { rulesSection } from "./rules-said";

/** One request: what is asked, what was decided and why, and what the person may do. */
export const requestScreen: Screen = async ({ id, screen, text }, context) => {
  const detail = await context.client.call("readAccessRequest", { id });
  const name = detail.asset.name || detail.asset.id;
  const content = h(
    "div",
    {},
    backLink(
      formatPlace({ screen, id: "", text }),
      screen === "project-access" ? "the project’s access" : `“${sectionName(screen)}”`,
    ),
    screenTitle(name),
    h("p", {}, stateChip(detail)),
    nowSection(detail),
    askedSection(detail, context),
    decidedSection(detail),
    rulesSection(detail),
    decisionSection(detail, context),
    lastingSection(detail, context),
  );
  return { title: name, content };
};

/** State of the request in sentences: what it waits for, or what is in the way. */
function nowSection({ held, problem, cause, expiresAt, ending, endedAt, phase, people }: AccessDetail): Child {
  const now = new Date();
  const lines: Child[] = [];
  if (problem !== undefined) lines.push(h("p", {}, problemSentence(problem)));
  if (cause !== undefined && cause !== "") lines.push(h("p", { class: "muted" }, `The service says: ${cause}`));
  if (held !== undefined)
    lines.push(
      h("p", {}, held.description),
      h("p", {}, "If nobody decides, it is rejected on ", moment(held.lapsesAt, whenText(held.lapsesAt, now)), "."),
    );
  if (phase === "active" && expiresAt !== undefined)
    lines.push(h("p", {}, "Access ends on ", moment(expiresAt, whenText(expiresAt, now)), "."));
  if (phase === "active" && expiresAt === undefined) lines.push(h("p", {}, "Access has no end."));
  if (ending !== undefined) {
    const by = ending.person === undefined ? "" : ` by ${nameText(people[ending.person] ?? ending.person)}`;
    const what =
      ending.kind === "revoked" ? `Access was revoked${by}: ${ending.reason}` : "Access has come to its end.";
    lines.push(
      h("p", {}, what),
      endedAt !== undefined && h("p", {}, "It ended on ", moment(endedAt, whenText(endedAt, now)), "."),
    );
  }
  return lines.length > 0 && h("section", { class: "panel", "aria-label": "State" }, ...lines);
}

function askedSection(detail: AccessDetail, { config }: Context): HTMLElement {
  const { requester, people, consumer, producer, askedAt, reason, asset } = detail;
  const { request = {}, asset: about } = factsOf(detail);
  const { columns, rows, purpose, durationDays } = request;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "asked-title" },
    h("h2", { id: "asked-title" }, "What is asked for"),
    facts(
      [
        "Data",
        h("a", { href: formatPlace({ screen: "data", id: asset.listingId, text: "" }) }, asset.name || asset.id),
      ],
      ["Person", personName(people[requester] ?? requester)],
      ["For project", consumer.name || consumer.id],
      ["Data of", ownerText(producer)],
      ["Type", typeText(asset.type)],
      ["Terms on the data", about?.terms !== undefined && (about.terms.length > 0 ? termList(about.terms) : "none")],
      ["Asked", moment(askedAt, whenText(askedAt, new Date()))],
      ["Purpose", purpose === undefined ? "not said" : (config.purposes[purpose] ?? purpose)],
      ["For", daysText(durationDays)],
      ["Rows", rows === undefined ? "not said" : rowsText(rows)],
      ["Columns", columns === undefined ? "not said" : columnsText(columns)],
      ["Reason", h("span", { class: "description" }, reason)],
    ),
  );
}

function ownerText({ name, id, unit, unitName = unit }: AccessDetail["producer"]): string {
  return `${name || id}${unitName === undefined ? "" : `, unit ${unitName}`}`;
}

/** Columns in words. */
export const columnsText = (columns: "all" | readonly string[]): Child =>
  columns === "all" ? "all columns" : [`${plural(columns.length, "column")}: `, h("span", {}, listed(columns))];

/** Access that was given, line by line. */
export function accessFacts(access: unknown): HTMLElement {
  const { rows, columns, s3, expiresInDays } = access as GivenAccess;
  const isWriting = s3.includes("WRITE");
  return facts(
    ["Rows", rowsText(rows)],
    ["Columns", columnsText(columns)],
    ["For", daysText(expiresInDays)],
    ["Objects", isWriting && "may be written, too"],
  );
}

function decidedSection({ decision, people }: AccessDetail): Child {
  if (decision === undefined) return undefined;
  const { outcome, by, reason, at, access } = decision;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "decided-title" },
    h("h2", { id: "decided-title" }, outcome === "approve" ? "Approved" : "Rejected"),
    facts(
      ["By", listed(by.map((one) => deciderText(one, people)))],
      ["On", at !== undefined && moment(at, whenText(at, new Date()))],
      ["Why", h("span", { class: "description" }, reason)],
    ),
    access !== undefined && h("h3", {}, "What is given"),
    access !== undefined && accessFacts(access),
  );
}
