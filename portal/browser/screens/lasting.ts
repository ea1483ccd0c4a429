import type { AccessDetail } from "../../api/operations";
import type { Context } from "../context";
import { LONGEST_DAYS } from "../decision";
import { h, type Child } from "../../../pages/browser/dom";
import { apiForm, field } from "../form";
import { linkButton } from "../parts";
import { formatPlace } from "../place";

/** Extension and revocation of access, for those who may. */
export function lastingSection(detail: AccessDetail, context: Context): Child {
  const { extension, revocation } = detail.possible;
  const isThere = ["granting", "active"].includes(detail.phase);
  if (!isThere) return undefined;
  if (!extension.allowed && !revocation.allowed) return askAgain(detail);
  return h(
    "section",
    { class: "panel", "aria-labelledby": "lasting-title" },
    h("h2", { id: "lasting-title" }, "Extend or end this access"),
    extension.allowed ? extensionForm(detail, context) : h("p", {}, `It cannot be extended. ${extension.why ?? ""}`),
    revocation.allowed &&
      h("details", { class: "danger-zone" }, h("summary", {}, "End it now"), revocationForm(detail, context)),
  );
}

/** Way of those who have access that ends, and do not decide on it themselves. */
function askAgain({ expiresAt, yourParts, asset }: AccessDetail): Child {
  const isTheirs = yourParts.includes("requester") || yourParts.includes("consumer-member");
  if (!isTheirs || expiresAt === undefined) return undefined;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "lasting-title" },
    h("h2", { id: "lasting-title" }, "Do you need it longer?"),
    h("p", {}, "Ask the owners of the data to extend it before it ends, or ask for the data again."),
    h("p", {}, linkButton("Ask again", formatPlace({ screen: "data", id: asset.listingId, text: "" }))),
  );
}

function extensionForm({ id, revision }: AccessDetail, context: Context): HTMLElement {
  const days = h("input", { type: "text", inputmode: "numeric", class: "short" });
  return apiForm<number>(context, {
    draft: `extend:${id}`,
    content: [field("Days from today", "days", days, `From 1 to ${LONGEST_DAYS}. It never gets shorter by this.`)],
    submit: "Extend",
    read: (typed) => {
      const text = typed.one("days").trim();
      const number = Number(text);
      if (/^\d+$/.test(text) && number >= 1 && number <= LONGEST_DAYS) return { value: number };
      return { faults: [{ field: "days", message: `Give a number of days from 1 to ${LONGEST_DAYS}.` }] };
    },
    send: async (value) => {
      await context.client.call("extendAccess", { id, body: { revision, days: value } });
      context.say("The access is extended");
      context.reload();
    },
  });
}

function revocationForm({ id, revision, consumer }: AccessDetail, context: Context): HTMLElement {
  const reason = h("textarea", { rows: 3, maxlength: 2048 });
  return apiForm<string>(context, {
    draft: `revoke:${id}`,
    content: [
      h("p", {}, `${consumer.name || consumer.id} loses this access within minutes, and would have to ask again.`),
      field("Reason", "reason", reason, "The people who lose it read this."),
    ],
    submit: "End this access",
    kind: "danger",
    read: (typed) => {
      const value = typed.one("reason").trim();
      return value === "" ? { faults: [{ field: "reason", message: "Write a reason." }] } : { value };
    },
    send: async (value) => {
      await context.client.call("revokeAccess", { id, body: { revision, reason: value } });
      context.say("The access is being ended");
      context.reload();
    },
  });
}
