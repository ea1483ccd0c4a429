import type { FormInput, FormOutput } from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import type { Clients } from "../clients";
import { type ComparableObject, Keyed } from "../engine/comparison";
import type { Scope } from "../engine/handler";
import { liveRevision, revisionToSend, wantedRevision } from "./form-revisions";

/** A metadata form with its values, as it is desired. */
export type FilledForm = Properties<"DataSource">["forms"][number];

/** Desired forms by name. */
export function desiredForms(forms: readonly FilledForm[]): Keyed {
  return new Keyed(
    Object.fromEntries(
      forms.map(({ name, formType, revision, content }) => [
        name,
        formValues(formType, revision && wantedRevision({ formType, revision }), content),
      ]),
    ),
  );
}

/** Live forms by name. A revision counts where one is desired; content that is not returned equals the desired one. */
export async function liveForms(
  clients: Clients,
  domainId: string,
  live: readonly FormOutput[],
  desired: readonly FilledForm[],
): Promise<Keyed> {
  const forms = live.map(async ({ formName = "", typeName = "", typeRevision = "", content }) => {
    const wanted = desired.find(({ name }) => name === formName);
    const reference = wanted?.revision && { formType: wanted.formType, revision: wanted.revision };
    const revision = reference && (await liveRevision(clients, domainId, typeName, typeRevision, reference));
    return [formName, formValues(typeName, revision, content ?? wanted?.content ?? "{}")] as const;
  });
  return new Keyed(Object.fromEntries(await Promise.all(forms)));
}

/** A desired form as the service takes it: of a form of ours, the revision that has its present content. */
export async function formToSend(scope: Scope, domainId: string, form: FilledForm): Promise<FormInput> {
  const { name, formType, revision, content } = form;
  const typeRevision = revision && (await revisionToSend(scope, domainId, { formType, revision }));
  return { formName: name, typeIdentifier: formType, typeRevision, content };
}

function formValues(type: string, revision: string | undefined, content: string): ComparableObject {
  return { type, revision, content: contentOf(content) };
}

/** Content in comparable form: order and spaces of a JSON text do not count. */
export function contentOf(content: string): ComparableObject | string {
  try {
    return JSON.parse(content) as ComparableObject;
  } catch {
    return content;
  }
}
