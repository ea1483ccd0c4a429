import type { Operations, ProjectChoices } from "../../../api/operations";
import type { Context } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { apiForm, choice, field, group, Typed } from "../../form";
import { empty, facts, linkButton } from "../../parts";
import { formatPlace, listHref } from "../../place";
import { approvalText } from "../../projects/words";
import {
  faultsOf,
  LONGEST_PURPOSE,
  mayStay,
  mostDays,
  projectFrom,
  type TypedProject,
  type Wanted,
} from "../../projects/wish";
import { membersFields, typedMembers } from "./members-editor";
import { parametersFields, typedParameters } from "./parameters";
import { previewsOf } from "./ask-preview";

type Body = Operations["askForProject"]["body"];

/** Form that asks for a project of a kind; sent, it gives way to what comes next. */
export function askProjectForm(wanted: Wanted, choices: ProjectChoices, context: Context): HTMLElement {
  const { unit, profile } = wanted;
  const draft = `ask-project:${unit.key}:${profile.key}`;
  const place = h("section", { class: "panel", "aria-labelledby": "ask-title" });
  const previews = previewsOf(wanted, context);
  const form = apiForm<Body>(context, {
    draft,
    content: [
      nameField(choices),
      previews.name,
      field(
        "What is it for?",
        "purpose",
        h("textarea", { rows: 3, maxlength: LONGEST_PURPOSE }),
        "Who decides reads it, and everybody who meets the project.",
      ),
      membersFields(myself(context), choices.designations, draft),
      accountFields(wanted),
      previews.account,
      daysFields(choices.lifetime),
      parametersFields(profile),
    ],
    submit: "Ask for this project",
    read: (typed) => {
      const made = projectFrom(typedProject(typed, wanted), wanted, choices.lifetime);
      return "faults" in made ? made : { value: made.body };
    },
    send: async (body) => {
      const { problems } = await context.client.call("checkProjectRequest", { body });
      if (problems.length > 0) return faultsOf(problems);
      const { id, says, next } = await context.client.call("askForProject", { body });
      const done = h("h2", { tabindex: "-1" }, "Your request is sent");
      place.replaceChildren(done, sent(id, `${says} ${next ?? ""}`.trim()));
      context.say("Your request is sent");
      done.focus();
      return [];
    },
  });
  previews.follow(form, () => typedProject(new Typed(form), wanted));
  const about = facts(["Unit", unit.name], ["Kind of project", profile.name], ["Decides", approvalText(unit)]);
  place.append(h("h2", { id: "ask-title" }, "The project"), about, form);
  return place;
}

function sent(id: string, says: string): HTMLElement {
  const request = formatPlace({ screen: "project-requests", id, text: "" });
  const projects = h("a", { class: "button plain", href: listHref("projects") }, "To my projects");
  return empty(says, h("p", { class: "actions" }, linkButton("See what becomes of it", request), projects));
}

function nameField({ naming }: ProjectChoices): HTMLElement {
  const input = h("input", { type: "text", maxlength: 256, autocomplete: "off" });
  return field("Name", "name", input, `${upper(naming.inWords)}; ${naming.maximum} characters at most.`);
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The person who asks, as an owner: somebody else may be one instead. */
const myself = ({ me }: Context) =>
  me.profileId === undefined
    ? []
    : [{ kind: "user", key: me.profileId, name: "You", designation: "PROJECT_OWNER" } as const];

function accountFields({ profile: { accounts } }: Wanted): HTMLElement {
  if (accounts.length === 0)
    return group(
      "In which account?",
      "account",
      h("input", { type: "hidden", name: "account", value: "choose" }),
      h("p", {}, "This kind of project has its account already."),
    );
  const options = accounts.map(({ id, regions }) => h("option", { value: id }, `${id} (${regions.join(", ")})`));
  const select = h("select", {}, h("option", { value: "" }, "Choose an account"), ...options);
  const regions = [...new Set(accounts.flatMap((one) => one.regions))];
  return group(
    "In which account?",
    "account",
    choice("radio", "account", "choose", "Choose one for me: the one with the most room", true),
    choice("radio", "account", "one", "A certain account"),
    h("div", { class: "inset" }, field("Account", "accountId", select)),
    regions.length > 1 && regionField(regions),
  );
}

function regionField(regions: readonly string[]): Child {
  const options = regions.map((region) => h("option", { value: region }, region));
  return field("Region", "region", h("select", {}, h("option", { value: "" }, "Whichever suits"), ...options));
}

function daysFields(lifetime: ProjectChoices["lifetime"]): HTMLElement {
  const most = mostDays(lifetime);
  const value = lifetime.defaultDays ?? lifetime.maximumDays ?? "";
  const input = h("input", { type: "text", inputmode: "numeric", class: "short", value });
  const days = field("Number of days", "days", input, `From 1 to ${most}. It can be extended later.`);
  if (!mayStay(lifetime)) return group("For how long?", "end", days);
  return group(
    "For how long?",
    "end",
    choice("radio", "end", "days", "For some days"),
    h("div", { class: "inset" }, days),
    choice("radio", "end", "stay", "Without an end", true),
  );
}

function typedProject(typed: Typed, { profile }: Wanted): TypedProject {
  return {
    name: typed.one("name"),
    purpose: typed.one("purpose"),
    members: typedMembers(typed),
    account: typed.one("account"),
    accountId: typed.one("accountId"),
    region: typed.one("region"),
    end: typed.one("end"),
    days: typed.one("days"),
    parameters: typedParameters(typed, profile),
  };
}
