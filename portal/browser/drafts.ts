/** Prefix of what people have typed and not sent. It lives in this tab's storage, so that signing in again does not lose it. */
const PREFIX = "portal-draft:";
const OWNER = "portal-draft-owner";

/** Values of a form's fields by name; a name may have several. */
export type Draft = readonly (readonly [name: string, value: string])[];

/** Draft of a form, if anything was typed into it. */
export function readDraft(key: string): Draft | undefined {
  const kept = sessionStorage.getItem(PREFIX + key);
  return kept === null ? undefined : (JSON.parse(kept) as Draft);
}

/** Keeps what is in a form, from now on whenever it changes, and puts back what was kept. */
export function keepDraft(form: HTMLFormElement, key: string): void {
  const draft = readDraft(key);
  if (draft !== undefined) restore(form, draft);
  const keep = (): void => {
    const values = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string");
    sessionStorage.setItem(PREFIX + key, JSON.stringify(values));
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
}

/** Forgets a form that was sent. */
export function forgetDraft(key: string): void {
  sessionStorage.removeItem(PREFIX + key);
}

/** Forgets everything that was typed. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/** Drafts belong to one person: what was typed is not shown to another who signs in later in the same tab. */
export function ownDrafts(subject: string): void {
  const owner = sessionStorage.getItem(OWNER);
  if (owner !== null && owner !== subject) forgetDrafts();
  sessionStorage.setItem(OWNER, subject);
}

function restore(form: HTMLFormElement, draft: Draft): void {
  for (const field of form.elements) {
    const values = (name: string) => draft.filter((entry) => entry[0] === name).map((entry) => entry[1]);
    if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type))
      field.checked = values(field.name).includes(field.value);
    else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    )
      field.value = values(field.name)[0] ?? field.value;
  }
}
