import { personWords } from "../../governance/people/person-words";
import { h, type Child } from "../../pages/browser/dom";

/** Name of somebody, and below it the whole name of a role or session: whoever mends something needs that. */
export function personName(name: string): Child {
  const words = personWords(name);
  return [words.name, wholeName(name)];
}

/** Whole name of a role or session, as a line below its short one; nothing for others. */
export function wholeName(name: string | undefined): Child {
  const whole = name === undefined ? undefined : personWords(name).whole;
  return whole !== undefined && h("span", { class: "whole-name" }, whole);
}
