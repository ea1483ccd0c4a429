import type { Asset } from "../../api/operations";
import { requestFrom, LONGEST_REASON } from "../ask";
import type { Context } from "../context";
import { LONGEST_DAYS } from "../decision";
import { h, type Child } from "../../../pages/browser/dom";
import { apiForm, choice, field, group } from "../form";
import { empty, linkButton } from "../parts";
import { formatPlace } from "../place";
import { columnChoices } from "./columns-field";

/** Form that asks for an asset; sent, it gives way to what comes next. */
export function askForm(asset: Asset, context: Context): HTMLElement {
  const { config, client } = context;
  const draft = `ask:${asset.listingId}`;
  const place = h("section", { class: "panel", "aria-labelledby": "ask-title" });
  const purposes = Object.entries(config.purposes).map(([key, text]) => choice("radio", "purpose", key, text));
  const reason = h("textarea", { rows: 4, maxlength: LONGEST_REASON });
  const form = apiForm(context, {
    draft,
    content: [
      projectField(context),
      group("What do you need it for?", "purpose", ...purposes),
      daysFields(),
      columnsFields(asset),
      field("Why do you need it?", "reason", reason, "The person who decides reads this."),
    ],
    submit: "Ask for this data",
    read: (typed) => {
      const made = requestFrom(
        {
          project: typed.one("project"),
          purpose: typed.one("purpose"),
          end: typed.one("end"),
          days: typed.one("days"),
          columns: asset.columns === undefined ? "all" : typed.one("columns"),
          chosen: typed.all("column"),
          reason: typed.one("reason"),
        },
        asset.listingId,
      );
      return "faults" in made ? made : { value: made.body };
    },
    send: async (body) => {
      const { requestId, note } = await client.call("askForAccess", { body });
      const done = h("h2", { tabindex: "-1" }, "Your request is sent");
      place.replaceChildren(done, sent(asset.name, requestId, note));
      context.say("Your request is sent");
      done.focus();
    },
  });
  place.append(h("h2", { id: "ask-title" }, "Ask for it"), form);
  return place;
}

function sent(name: string, requestId: string, note?: string): HTMLElement {
  return empty(
    note ??
      `Rules look at your request for ${name} now. Within a minute it is in “My requests”, with what becomes of it. Its number is ${requestId}.`,
    h(
      "p",
      { class: "actions" },
      linkButton("To my requests", formatPlace({ screen: "requests", id: "", text: "" })),
      h("a", { class: "button plain", href: formatPlace({ screen: "data", id: "", text: "" }) }, "Ask for more"),
    ),
  );
}

/** Projects to ask for: those that the person is a member of. */
function projectField({ me }: Context): HTMLElement {
  const options = me.projects.map(({ id, name }) => h("option", { value: id }, name));
  const none = h("option", { value: "" }, "Choose a project");
  const hint = options.length === 0 ? "You are a member of no project: ask a project’s owner to add you." : undefined;
  return field("For which of your projects?", "project", h("select", {}, none, ...options), hint);
}

function daysFields(): HTMLElement {
  const days = h("input", { type: "text", inputmode: "numeric", value: "30", class: "short" });
  const number = field("Number of days", "days", days, `From 1 to ${LONGEST_DAYS}.`);
  return group(
    "For how long?",
    "end",
    choice("radio", "end", "days", "For some days", true),
    h("div", { class: "inset" }, number),
    choice("radio", "end", "unlimited", "Without an end"),
  );
}

function columnsFields({ columns, columnTerms }: Asset): Child {
  if (columns === undefined)
    return group(
      "Which columns?",
      "columns",
      h("p", {}, "Columns of this data are not known here: you ask for all of it."),
    );
  return group(
    "Which columns?",
    "columns",
    choice("radio", "columns", "all", `All ${columns.length} columns`),
    choice("radio", "columns", "some", "Only some of them"),
    columnChoices(columns.map((name) => ({ name, terms: columnTerms?.[name] ?? [] }))),
  );
}
