import type { ProjectChoices } from "../../../api/operations";
import { h, type Child } from "../../../../pages/browser/dom";
import { field, type Typed } from "../../form";

type Profile = ProjectChoices["profiles"][number];

const nameOf = (configuration: number, parameter: number): string => `parameter.${configuration}.${parameter}`;

/** Parameters that a request may set, folded: the profile has a value for most of them. */
export function parametersFields({ configurations }: Profile): Child {
  const there = configurations.some(({ parameters }) => parameters.length > 0);
  if (!there) return undefined;
  const fields = configurations.flatMap(({ name, parameters }, configuration) =>
    parameters.map((parameter, index) => {
      const { value } = parameter;
      const hint = value === undefined ? undefined : `“${value}”, where you leave it as it is.`;
      const input = h("input", { type: "text", maxlength: 2048, autocomplete: "off", placeholder: value });
      return field(`${name}: ${parameter.name}`, nameOf(configuration, index), input, hint);
    }),
  );
  return h(
    "details",
    {},
    h("summary", {}, "Settings for people who know them"),
    h("div", { class: "stack" }, ...fields),
  );
}

/** Values that were typed, by configuration and parameter; what was left as it is is left out. */
export function typedParameters(typed: Typed, { configurations }: Profile): Record<string, Record<string, string>> {
  const made: Record<string, Record<string, string>> = {};
  configurations.forEach(({ name, parameters }, configuration) => {
    parameters.forEach((parameter, index) => {
      const value = typed.one(nameOf(configuration, index)).trim();
      if (value === "" || value === parameter.value) return;
      made[name] = { ...made[name], [parameter.name]: value };
    });
  });
  return made;
}
