import { h } from "../../pages/browser/dom";

/** A button that does something here. */
export function button(text: string, onClick: () => void, kind: "main" | "plain" | "danger" = "plain") {
  return h("button", { type: "button", class: `button ${kind}`, click: onClick }, text);
}

/** A moment for people, with its exact time for machines. */
export function moment(iso: string, text: string): HTMLTimeElement {
  return h("time", { datetime: iso }, text);
}
