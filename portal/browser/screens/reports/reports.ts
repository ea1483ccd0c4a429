import type { Operations } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { moment } from "../../controls";
import { apiForm } from "../../form";
import { empty, facts, screenTitle } from "../../parts";
import { formatPlace } from "../../place";
import { momentText, plural, timeText } from "../../words";
import { reportTitle } from "./words";

type Report = Operations["listReports"]["answer"]["items"][number];

/** All reports, with the newest of each. */
export const reportsScreen: Screen = async (_place, context) => {
  const { items } = await context.client.call("listReports", {});
  const title = "Reports";
  const isThere = items.some(({ newest }) => newest !== undefined);
  const cards = items.map((one) => h("li", {}, reportCard(one)));
  const intro =
    "Who can read what, what was decided, what is to be mended. You see what is about projects of yours and units that you look after.";
  const content = h(
    "div",
    {},
    screenTitle(title),
    h("p", { class: "intro" }, intro),
    makeSection(context),
    isThere ? h("ul", { class: "cards" }, ...cards) : empty("No report has been made yet. They are made every night."),
  );
  return { title, content };
};

function reportCard({ name, says, newest }: Report): HTMLElement {
  const now = new Date();
  return h(
    "article",
    { class: "card" },
    h("h2", {}, h("a", { href: formatPlace({ screen: "reports", id: name, text: "" }) }, reportTitle(name))),
    h("p", {}, says),
    facts(
      ["As of", newest === undefined ? "not made yet" : moment(newest.readAt, momentText(newest.readAt, now))],
      ["Rows", newest?.rows !== undefined && newest.rows.toLocaleString("en")],
      ["Not whole", newest !== undefined && !newest.isWhole && `${plural(newest.gaps, "thing")} could not be read`],
    ),
  );
}

/** Reports of now, for those who may have them made. */
function makeSection({ me, ...context }: Context): Child {
  if (!me.governanceTeam && !me.auditor) return undefined;
  const told = h("p", { class: "note", role: "status" }, "");
  told.hidden = true;
  const form = apiForm<true>(
    { me, ...context },
    {
      draft: "make-reports",
      content: [h("p", {}, "They are made every night. You can have all of them made now; that takes some minutes.")],
      submit: "Make them now",
      read: () => ({ value: true }),
      send: async () => {
        const { askedAt } = await context.client.call("makeReports", {});
        told.textContent = `Asked for at ${timeText(askedAt)}. Look again in some minutes: “As of” is then not before that.`;
        told.hidden = false;
      },
    },
  );
  return h("section", { class: "panel", "aria-label": "Make them now" }, form, told);
}
