import type { Context, Screen, View } from "../context";
import { h, type Child } from "../../../pages/browser/dom";
import { pagedList } from "../paged-list";
import { empty, linkButton, screenTitle } from "../parts";
import { formatPlace, type ScreenId } from "../place";
import { plural } from "../words";
import { kindChoice, othersOf, type Kinds } from "./kinds";
import { endingProjects, pageOfAll } from "./projects/ending";
import { projectCard } from "./projects/card";
import { PAGE, requestCard } from "./requests";

const SPANS = [30, 90, 365];
const KINDS: Kinds = { data: "ends", projects: "project-ends" };

const accessWithin = ({ client }: Context, days: number, cursor?: string) =>
  client.call("listExpiringAccess", { query: { days, limit: PAGE, cursor } });

/** Access that ends soon. */
export const endsScreen: Screen = async ({ text }, context) => {
  const days = daysOf(text);
  const [list, others] = await Promise.all([
    pagedList(
      context,
      (cursor) => accessWithin(context, days, cursor),
      (one) => requestCard(one, "ends"),
    ),
    othersOf(async () => ({ items: await endingProjects(context, days) })),
  ]);
  return viewOf({
    screen: "ends",
    days,
    choice: kindChoice(KINDS, "data", others, days),
    intro: "Access that comes to its end, the next first. Who decides on it can extend it, or end it before its time.",
    list: list ?? nothing("ends", days, `No access that you may see ends within ${plural(days, "day")}.`),
  });
};

/** Projects that end soon. */
export const projectEndsScreen: Screen = async ({ text }, context) => {
  const days = daysOf(text);
  const [ending, others] = await Promise.all([
    endingProjects(context, days),
    othersOf(() => accessWithin(context, days)),
  ]);
  const list = await pagedList(context, pageOfAll(ending), projectCard);
  return viewOf({
    screen: "project-ends",
    days,
    choice: kindChoice(KINDS, "projects", others, days),
    intro:
      "Your projects, and those of units that you lead, that come to their end. Their owners can let them live on longer.",
    list: list ?? nothing("project-ends", days, `None of your projects ends within ${plural(days, "day")}.`),
  });
};

const daysOf = (text: string): number => SPANS.find((span) => String(span) === text) ?? SPANS[0];

interface EndsParts {
  readonly screen: ScreenId;
  readonly days: number;
  readonly choice: Child;
  readonly intro: string;
  readonly list: HTMLElement;
}

function viewOf({ screen, days, choice, intro, list }: EndsParts): View {
  const title = "Ends soon";
  const spans = SPANS.map((span) => {
    const href = formatPlace({ screen, id: "", text: String(span) });
    return h("li", {}, h("a", { href, "aria-current": span === days && "true" }, plural(span, "day")));
  });
  const within = h("nav", { class: "spans", "aria-label": "Within" }, h("span", {}, "Within"), h("ul", {}, ...spans));
  return { title, content: h("div", {}, screenTitle(title), h("p", { class: "intro" }, intro), choice, within, list) };
}

function nothing(screen: ScreenId, days: number, text: string): HTMLElement {
  const longer = SPANS.find((span) => span > days);
  if (longer === undefined) return empty(text);
  return empty(
    text,
    linkButton(`Look at ${plural(longer, "day")}`, formatPlace({ screen, id: "", text: String(longer) })),
  );
}
