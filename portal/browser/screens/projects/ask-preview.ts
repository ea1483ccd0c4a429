import type { Context } from "../../context";
import { h } from "../../../../pages/browser/dom";
import { FaultError } from "../../fault";
import { sketchFrom, type TypedProject, type Wanted } from "../../projects/wish";

/** Words about what is typed, which a dry run of the API says. */
export interface Previews {
  readonly name: HTMLElement;
  readonly account: HTMLElement;
  /** Looks again whenever the form changes. */
  follow(form: HTMLFormElement, typed: () => TypedProject): void;
}

/** Milliseconds without a key after which a name is looked at. */
const PAUSE = 400;

/** Says of a name whether it can be had, and which account would be chosen, while the form is still being filled in. */
export function previewsOf(wanted: Wanted, { client }: Pick<Context, "client">): Previews {
  const name = h("p", { class: "preview-line", role: "status" });
  const account = h("p", { class: "preview-line", role: "status" });
  let look = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const tell = (place: HTMLElement, text: string, isGood: boolean): void => {
    place.textContent = text;
    place.classList.toggle("good", isGood && text !== "");
    place.classList.toggle("bad", !isGood && text !== "");
  };
  const ask = async (typed: TypedProject): Promise<void> => {
    const mine = ++look;
    if (typed.name.trim() === "") return tell(name, "", true);
    try {
      const body = sketchFrom(typed, wanted);
      const answer = await client.call("checkProjectRequest", { body });
      // An answer to what was typed before comes too late.
      if (mine !== look) return;
      const at = (field: string) => answer.problems.filter((one) => one.at === field).map(({ message }) => message);
      const [names, accounts] = [at("name"), [...at("unit"), ...at("profile"), ...at("account")]];
      tell(name, names[0] ?? `“${answer.name}” fits the rule, and is free.`, names.length === 0);
      const chosen = answer.account === undefined ? "" : `Now it would be account ${answer.account.id}.`;
      tell(account, accounts[0] ?? chosen, accounts.length === 0);
    } catch (error) {
      // Only a look: what is wrong is said when the request is sent.
      if (!(error instanceof FaultError)) throw error;
      if (mine === look) for (const place of [name, account]) tell(place, "", true);
    }
  };
  return {
    name,
    account,
    follow: (form, typed) => {
      const later = (): void => {
        clearTimeout(waiting);
        waiting = setTimeout(() => void ask(typed()), PAUSE);
      };
      form.addEventListener("input", later);
      later();
    },
  };
}
