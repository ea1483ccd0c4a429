import type { core } from "zod";
import { nearest } from "../problems";
import { keysOfForm, type Form } from "./form";
import { otherNamesOf } from "./other-names";

/** The form of a union that an input evidently has. */
export interface ChosenForm {
  readonly form: Form;
  /** Keys of the other forms. */
  readonly otherKeys: readonly string[];
}

/**
 * Chooses the form of a union by the keys of an input: the one that knows most of them, then the one that lacks fewest.
 *
 * Chooses nothing for an empty object, and where no form is an object.
 */
export function chooseForm(def: core.$ZodUnionDef, input: Record<string, unknown>): ChosenForm | undefined {
  const forms = objectForms(def);
  const everyKey = new Set(forms.flatMap(({ keys }) => keys));
  const exact = (form: Form): number => Object.keys(input).filter((key) => form.keys.includes(key)).length;
  // A misspelt key stands for one of a form as long as no form has a key that is written so.
  const meant = (form: Form): string[] =>
    Object.keys(input).flatMap((key) =>
      everyKey.has(key) ? [] : (nearest(key, form.keys, otherNamesOf(form.keys)) ?? []),
    );
  const matches = (form: Form): number => exact(form) + meant(form).length;
  const missing = (form: Form): number => {
    const written = [...Object.keys(input), ...meant(form)];
    return form.required.filter((key) => !written.includes(key)).length;
  };
  const form = forms.toSorted((a, b) => matches(b) - matches(a) || missing(a) - missing(b)).at(0);
  if (form === undefined || (matches(form) === 0 && Object.keys(input).length === 0)) return undefined;
  return { form, otherKeys: forms.filter((other) => other !== form).flatMap(({ keys }) => keys) };
}

/** Finds the form of a discriminated union whose discriminator has this value. */
export function formByValue(def: core.$ZodDiscriminatedUnionDef, value: unknown): Form | undefined {
  return objectForms(def).find((form) => valuesOf(form, def.discriminator).includes(value as string));
}

/** Lists what the discriminator of a union may be, over all forms. */
export function discriminatorValues(def: core.$ZodDiscriminatedUnionDef): readonly string[] {
  return objectForms(def).flatMap((form) => valuesOf(form, def.discriminator));
}

/**
 * Lists what the discriminator may be in the forms that know most of the keys beside it: `profiles` beside a policy that is
 * misspelt says that a policy with profiles is meant.
 *
 * @param discriminator - the key of the input that stands for the discriminator
 */
export function valuesByKeys(
  def: core.$ZodDiscriminatedUnionDef,
  discriminator: string,
  input: Record<string, unknown>,
): readonly string[] {
  const beside = Object.keys(input).filter((key) => key !== discriminator);
  const known = ({ keys }: Form): number => beside.filter((key) => keys.includes(key)).length;
  const forms = objectForms(def);
  const most = Math.max(...forms.map(known));
  return forms.filter((form) => known(form) === most).flatMap((form) => valuesOf(form, def.discriminator));
}

/** Lists the keys of all forms of a union. */
export function keysOfForms(def: core.$ZodUnionDef): readonly string[] {
  return [...new Set(objectForms(def).flatMap(({ keys }) => keys))];
}

/** The forms of a union that are objects, those of unions in it among them. */
function objectForms(def: core.$ZodUnionDef): Form[] {
  return def.options.flatMap((option) => {
    const { def: inner } = option._zod;
    return inner.type === "union" ? objectForms(inner as core.$ZodUnionDef) : (keysOfForm(option) ?? []);
  });
}

function valuesOf(form: Form, discriminator: string): string[] {
  return [...(form.def.shape[discriminator]._zod.values ?? [])].map((value) => String(value));
}
