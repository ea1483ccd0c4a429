import { h, type Child } from "../../pages/browser/dom";
import { button } from "./controls";
import { explain, type Fault, type Remedy } from "./fault";
import type { Context } from "./context";
import { formatPlace, START } from "./place";
import { stateWords, type StateWords } from "./words";

/** Heading of a screen: it gets the focus when people come to the screen. */
export const screenTitle = (text: string): HTMLHeadingElement => h("h1", { tabindex: "-1", id: "screen-title" }, text);

/** Way back to where somebody came from. */
export const backLink = (href: string, to: string): HTMLElement =>
  h("p", { class: "back" }, h("a", { href }, `Back to ${to}`));

/** State in words, in the tone that belongs to it. */
export const chip = ({ text, tone }: StateWords): HTMLElement => h("span", { class: `chip ${tone}` }, text);

/** State of a request, in words and a tone. */
export function stateChip(request: Parameters<typeof stateWords>[0]): HTMLElement {
  return chip(stateWords(request));
}

/** Names with what they are; what is absent has no line. */
export function facts(...entries: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  const there = entries.filter(([, value]) => value !== undefined && value !== "" && value !== false);
  return h(
    "dl",
    { class: "facts" },
    ...there.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** Says that there is nothing, and what to do next. */
export function empty(text: string, ...next: readonly Child[]): HTMLElement {
  return h("div", { class: "panel empty" }, h("p", {}, text), ...next);
}

/** A link to a place that looks like a button. */
export const linkButton = (text: string, href: string): HTMLElement => h("a", { class: "button main", href }, text);

type Actions = Pick<Context, "reload" | "signIn">;

/** Says what is wrong, in the API's words, and offers what can be done. */
export function faultPanel(fault: Fault, actions: Actions, retry?: () => void): HTMLElement {
  const { title, detail, remedies, reference } = explain(fault);
  const offered = remedies.map((one) => remedy(one, actions, retry));
  return h(
    "div",
    { class: "panel fault", role: "alert" },
    h("h2", {}, title),
    ...detail.split("\n").map((line) => h("p", {}, line)),
    reference !== undefined && h("p", { class: "muted" }, `For the operators: ${reference}`),
    offered.length > 0 && h("p", { class: "actions" }, ...offered),
  );
}

function remedy(one: Remedy, { reload, signIn }: Actions, retry: (() => void) | undefined): HTMLElement {
  if (one === "sign-in") return button("Sign in again", signIn, "main");
  if (one === "reload") return button("Show it as it is now", reload, "main");
  if (one === "begin") return linkButton("To my requests", formatPlace(START));
  return button("Try again", retry ?? reload, "main");
}

/** Announces that something is going on. */
export const loading = (text = "Loading …"): HTMLElement => h("p", { class: "loading", "aria-busy": "true" }, text);
