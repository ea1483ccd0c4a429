import type { ProjectDetail } from "../../../api/operations";
import type { Context } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { apiForm, field } from "../../form";
import { formatPlace, type ScreenId } from "../../place";
import { memberText } from "../../projects/members";
import { MOST_DAYS } from "../../projects/wish";
import { listed } from "../../words";
import { personFields, typedPerson } from "./members-editor";

/** Everything that the person may change of a project; what keeps them from it, where nothing is possible. */
export function changeSection(project: ProjectDetail, context: Context): Child {
  const { possible, id, endsAt } = project;
  const { members, transfer, extension, retirement } = possible;
  const whys = [...new Set(Object.values(possible).flatMap(({ why }) => why ?? []))];
  const isNothing = Object.values(possible).every(({ allowed }) => !allowed);
  const title = h("h2", { id: "change-title" }, "Change it");
  const about = { class: "panel", "aria-labelledby": "change-title" };
  if (isNothing) return h("section", about, title, ...whys.map((why) => h("p", {}, why)));
  const to = (screen: ScreenId, text: string) =>
    h("p", {}, h("a", { class: "button plain", href: formatPlace({ screen, id, text: "" }) }, text));
  return h(
    "section",
    about,
    title,
    members.allowed && to("project-members", "Change its members"),
    extension.allowed && folded("Let it live on longer", extensionForm(project, context)),
    // Why a project without an end is not extended needs no word.
    !extension.allowed && endsAt !== undefined && h("p", {}, `It cannot be extended. ${extension.why ?? ""}`),
    transfer.allowed && folded("Hand it on to somebody else", transferForm(project, context)),
    retirement.allowed && to("project-end", "End this project"),
  );
}

const folded = (summary: string, form: HTMLElement): HTMLElement => h("details", {}, h("summary", {}, summary), form);

function extensionForm({ id }: ProjectDetail, context: Context): HTMLElement {
  const days = h("input", { type: "text", inputmode: "numeric", class: "short" });
  return apiForm<number>(context, {
    draft: `extend-project:${id}`,
    content: [field("Days from today", "days", days, "Its life never gets shorter by this.")],
    submit: "Extend",
    read: (typed) => {
      const text = typed.one("days").trim();
      const number = Number(text);
      if (/^\d+$/.test(text) && number >= 1 && number <= MOST_DAYS) return { value: number };
      return { faults: [{ field: "days", message: `Give a number of days from 1 to ${MOST_DAYS}.` }] };
    },
    send: async (value) => {
      await context.client.call("extendProject", { id, body: { days: value } });
      context.say("The project is extended");
      context.reload();
    },
  });
}

function transferForm({ id, members = [] }: ProjectDetail, context: Context): HTMLElement {
  const owners = members.filter(({ designation, platform }) => designation === "PROJECT_OWNER" && !platform);
  const names = listed(owners.map(memberText));
  return apiForm<ReturnType<typeof typedPerson>>(context, {
    draft: `transfer:${id}`,
    content: [
      h(
        "p",
        {},
        names === "" ? "It has no owner now." : `It is owned by ${names} now. Who owns it now becomes a contributor.`,
      ),
      personFields("owner", "New owner"),
    ],
    submit: "Hand it on",
    read: (typed) => {
      const value = typedPerson(typed, "owner");
      return value.key === "" ? { faults: [{ field: "owner", message: "Name the new owner." }] } : { value };
    },
    send: async ({ kind, key }) => {
      const owner = kind === "user" ? { user: key } : { group: key };
      await context.client.call("transferProject", { id, body: { owner } });
      context.say("The project is handed on");
      context.reload();
    },
  });
}
