import type { Context } from "./context";
import type { FieldFault } from "./field-fault";
import { h, type Child } from "../../pages/browser/dom";
import { button } from "./controls";
import { forgetDraft, keepDraft } from "./drafts";
import { faultOf } from "./fault";
import { faultPanel } from "./parts";

/** A labelled control with a hint below its label. */
export function field(label: string, name: string, control: HTMLElement, hint?: string): HTMLElement {
  control.id = `field-${name}`;
  control.setAttribute("name", name);
  if (hint !== undefined) {
    control.setAttribute("data-hint", `hint-${name}`);
    describe(control, `hint-${name}`);
  }
  return h(
    "div",
    { class: "field", "data-field": name },
    h("label", { for: control.id }, label),
    hint !== undefined && h("p", { class: "hint", id: `hint-${name}` }, hint),
    control,
  );
}

/** A choice of one or several, each a large target. */
export function choice(
  kind: "radio" | "checkbox",
  name: string,
  value: string,
  text: Child,
  isChosen = false,
): HTMLElement {
  return h(
    "label",
    { class: "choice" },
    h("input", { type: kind, name, value, checked: isChosen }),
    h("span", {}, text),
  );
}

/** Several controls that belong together. */
export function group(legend: string, name: string, ...children: readonly Child[]): HTMLElement {
  return h("fieldset", { "data-field": name }, h("legend", {}, legend), ...children);
}

/** Values of a form. */
export class Typed {
  private readonly data: FormData;

  constructor(form: HTMLFormElement) {
    this.data = new FormData(form);
  }

  one<T extends string = string>(name: string): T {
    const value = this.data.get(name);
    return (typeof value === "string" ? value : "") as T;
  }

  all(name: string): string[] {
    return this.data.getAll(name).map(String);
  }
}

/** Form that is sent to the API. */
export interface FormParts<T> {
  /** Name under which what is typed is kept. */
  readonly draft: string;
  readonly content: readonly Child[];
  readonly submit: string;
  readonly kind?: "main" | "danger";
  /** Value that the form says, or what is wrong with it. */
  read(typed: Typed): { readonly value: T } | { readonly faults: readonly FieldFault[] };
  /** Keeps what is typed when it was sent, because something comes after it. @default false */
  readonly keepsDraft?: boolean;
  /** Sends it; what the API finds wrong with fields may be answered. @throws FaultError */
  send(value: T): Promise<void | readonly FieldFault[]>;
}

/** Makes a form: it keeps what is typed, says at its top what is to be mended, and what became of it below. */
export function apiForm<T>(context: Context, parts: FormParts<T>): HTMLFormElement {
  const summary = h("div", { class: "summary" });
  const result = h("div", { class: "result" });
  const send = h("button", { type: "submit", class: `button ${parts.kind ?? "main"}` }, parts.submit);
  const form = h("form", { novalidate: true }, summary, ...parts.content, h("p", { class: "actions" }, send), result);
  const submit = async (): Promise<void> => {
    if (form.getAttribute("aria-busy") === "true") return;
    result.replaceChildren();
    const read = parts.read(new Typed(form));
    showFaults(form, summary, "faults" in read ? read.faults : []);
    if ("faults" in read) return;
    form.setAttribute("aria-busy", "true");
    send.textContent = "Sending …";
    try {
      const faults = (await parts.send(read.value)) ?? [];
      showFaults(form, summary, faults);
      if (faults.length === 0 && parts.keepsDraft !== true) forgetDraft(parts.draft);
    } catch (error) {
      result.replaceChildren(faultPanel(faultOf(error), context, () => void submit()));
      result.querySelector<HTMLElement>("button, a")?.focus();
    } finally {
      form.removeAttribute("aria-busy");
      send.textContent = parts.submit;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  keepDraft(form, parts.draft);
  return form;
}

function describe(control: Element, ids: string): void {
  if (ids === "") control.removeAttribute("aria-describedby");
  else control.setAttribute("aria-describedby", ids);
}

/** Lists what is to be mended, marks the fields, and takes the reader there. */
function showFaults(form: HTMLFormElement, summary: HTMLElement, faults: readonly FieldFault[]): void {
  for (const marked of form.querySelectorAll(".field-fault")) marked.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    describe(control, control.getAttribute("data-hint") ?? "");
  }
  summary.replaceChildren();
  if (faults.length === 0) return;
  const lines = faults.map(({ field: name, message }) => {
    const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    const control = place?.querySelector<HTMLElement>("input, select, textarea");
    const id = `fault-${name}`;
    place?.append(h("p", { class: "field-fault", id }, message));
    control?.setAttribute("aria-invalid", "true");
    if (control) describe(control, `${control.getAttribute("data-hint") ?? ""} ${id}`.trim());
    return h("li", {}, control ? button(message, () => control.focus()) : message);
  });
  const title = h("h2", { tabindex: "-1" }, "Something is missing");
  summary.replaceChildren(h("div", { class: "panel fault", role: "alert" }, title, h("ul", {}, ...lines)));
  title.focus();
}
