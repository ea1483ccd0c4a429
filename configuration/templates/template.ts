import type { BlueprintName } from "../../contracts/service/blueprints";

/** A parameter that a template sets. */
export interface TemplateParameter {
  /** Nothing: the blueprint's own default. */
  readonly value?: string;
  /** True where the creator of a project may set it. */
  readonly editable: boolean;
}

/** One environment configuration of a template. */
export interface TemplateConfiguration {
  readonly blueprint: BlueprintName;
  readonly description?: string;
  readonly deploymentMode: "ON_CREATE" | "ON_DEMAND";
  /** Present exactly for `ON_CREATE`. */
  readonly deploymentOrder?: number;
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
}

/** A stock profile: environment configurations by name. */
export type Template = Readonly<Record<string, TemplateConfiguration>>;

/** Values that creators of projects cannot change. */
export function fixed(values: Readonly<Record<string, string | undefined>>): Record<string, TemplateParameter> {
  return parameters(values, false);
}

/** Values that creators of projects may change. */
export function editable(values: Readonly<Record<string, string | undefined>>): Record<string, TemplateParameter> {
  return parameters(values, true);
}

function parameters(
  values: Readonly<Record<string, string | undefined>>,
  isEditable: boolean,
): Record<string, TemplateParameter> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { ...(value === undefined ? {} : { value }), editable: isEditable },
    ]),
  );
}
