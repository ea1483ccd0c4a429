import type { Properties } from "../contracts/control-plane";
import type { ResolvedProject } from "../configuration/model";

type ConfiguredForm = ResolvedProject["dataSources"][string]["forms"][number];
type FilledForm = Properties<"DataSource">["forms"][number];

/** The forms of the domain's vocabulary, as later layers see them. */
export interface FormNames {
  /** Name of a form, by its key. */
  readonly formName: (key: string) => string;
  /** Fingerprint of its content, by its key. */
  readonly formFingerprint: (key: string) => string;
}

/** The terms of the domain's vocabulary, as later layers see them. */
export interface TermIds {
  /** Id of a term, by `<glossary>/<term>`. */
  readonly termId: (reference: string) => string;
  /** Tells whether its glossary is governed. */
  readonly isGoverned: (reference: string) => boolean;
}

/** A form with its values, as the control-plane function takes it. One of the vocabulary is meant with its present content. */
export function filledForm(form: ConfiguredForm, { formName, formFingerprint }: FormNames): FilledForm {
  const filled = { name: form.name, content: JSON.stringify(form.content) };
  if ("form" in form)
    return { ...filled, formType: formName(form.form), revision: { content: formFingerprint(form.form) } };
  const { type: formType, revision } = form;
  return { ...filled, formType, ...(revision === undefined ? {} : { revision: { given: revision } }) };
}
