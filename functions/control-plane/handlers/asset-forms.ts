import type { FormInput, FormOutput } from "@aws-sdk/client-datazone";
import type { Scope } from "../engine/handler";
import { type FilledForm, formToSend } from "./filled-forms";
import { formAt } from "./form-revisions";
import { formInput } from "./business-columns";
import { fieldsOf, keyOf } from "./asset-marks";

/** Place of forms: an asset, or one of its columns, by the beginning of their marks' paths. */
export interface FormPlace {
  readonly domainId: string;
  readonly path: readonly string[];
}

/**
 * The forms that are there with what the configuration says of them, and without what it said before. All of them are sent: the
 * service drops those that are not.
 *
 * @param isOurs - tells, by a mark's key, whether the configuration has put it there
 */
export async function mergedForms(
  scope: Scope,
  { domainId, path }: FormPlace,
  live: readonly FormOutput[],
  desired: readonly FilledForm[],
  isOurs: (key: string) => boolean,
): Promise<FormInput[]> {
  const kept = await Promise.all(
    live.map((form) => {
      const wanted = desired.find(({ name }) => name === form.formName);
      return mergedForm(scope, domainId, form, wanted, (field) =>
        isOurs(keyOf([...path, "forms", form.formName ?? "", field])),
      );
    }),
  );
  const added = desired
    .filter(({ name }) => !live.some(({ formName }) => formName === name))
    .map((form) => newForm(scope, domainId, form));
  return [...kept.flatMap((form) => form ?? []), ...(await Promise.all(added))];
}

async function mergedForm(
  scope: Scope,
  domainId: string,
  live: FormOutput,
  wanted: FilledForm | undefined,
  isOurs: (field: string) => boolean,
): Promise<FormInput | undefined> {
  if (wanted !== undefined && wanted.formType !== live.typeName) return newForm(scope, domainId, wanted);
  const before = fieldsOf(live.content);
  const said = fieldsOf(wanted?.content);
  const obsolete = Object.keys(before).filter((field) => !(field in said) && isOurs(field));
  if (wanted === undefined && obsolete.length === 0) return formInput(live);
  const left = Object.entries(before).filter(([field]) => !obsolete.includes(field));
  if (wanted === undefined && left.length === 0) return undefined;
  const sent = wanted?.revision === undefined ? undefined : await formToSend(scope, domainId, wanted);
  return {
    ...formInput(live),
    typeRevision: sent?.typeRevision ?? live.typeRevision,
    content: JSON.stringify({ ...Object.fromEntries(left), ...said }),
  };
}

async function newForm(scope: Scope, domainId: string, form: FilledForm): Promise<FormInput> {
  const sent = await formToSend(scope, domainId, form);
  const newest = sent.typeRevision === undefined ? await formAt(scope.clients, domainId, form.formType) : undefined;
  return { ...sent, typeRevision: sent.typeRevision ?? newest?.revision };
}

/** Tells whether two lists of forms say the same; order and spaces of a JSON text do not count. */
export function areSame(forms: readonly FormInput[], live: readonly FormOutput[]): boolean {
  const said = (form: FormInput): string =>
    JSON.stringify([form.formName, form.typeIdentifier, form.typeRevision, sorted(fieldsOf(form.content))]);
  const now = forms.map(said).sort();
  const before = live.map((form) => said(formInput(form))).sort();
  return JSON.stringify(now) === JSON.stringify(before);
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
