import { GetFormTypeCommand, type GetFormTypeOutput } from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../aws/faults";
import type { Properties } from "../../../contracts/control-plane";
import { type FormContent, formFingerprint } from "../../../contracts/service/form-structure";
import type { Clients } from "../clients";
import type { Scope } from "../engine/handler";

type FormReference = Pick<Properties<"MetadataRule">["forms"][number], "formType" | "revision">;

/** Seconds until a form that was just written must be readable: the service's reads lag (field evidence, section 6). */
const LIMIT_SECONDS = 60;

/** Content of a revision of a form; `undefined` where it is gone. The last revision where none is named. */
export async function formAt(
  clients: Clients,
  domainId: string,
  name: string,
  revision?: string,
): Promise<{ readonly revision: string; readonly content: FormContent } | undefined> {
  try {
    const live = await clients
      .datazone()
      .send(new GetFormTypeCommand({ domainIdentifier: domainId, formTypeIdentifier: name, revision }));
    return { revision: live.revision ?? "", content: contentOf(live) };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Content of a form as the service gives it. */
export function contentOf({ model, description, status = "ENABLED" }: GetFormTypeOutput): FormContent {
  return { smithy: model?.smithy ?? "", description, status };
}

/** A wanted revision, in the form in which it is compared with a live one. */
export function wantedRevision({ revision }: FormReference): string {
  return "given" in revision ? `revision ${revision.given}` : `content ${revision.content}`;
}

/** A live revision, in the form in which it is compared with the wanted one. */
export async function liveRevision(
  clients: Clients,
  domainId: string,
  name: string,
  live: string,
  wanted: FormReference | undefined,
): Promise<string> {
  if (wanted === undefined || "given" in wanted.revision) return `revision ${live}`;
  const form = await formAt(clients, domainId, name, live);
  return form === undefined ? `revision ${live}, which is gone` : `content ${formFingerprint(form.content)}`;
}

/** The revision to send: the one that is given, or the form's last one, once it has the wanted content. */
export async function revisionToSend(
  { clients, patience }: Scope,
  domainId: string,
  { formType, revision }: FormReference,
): Promise<string> {
  if ("given" in revision) return revision.given;
  return patience.until(
    () => `form "${formType}" to be readable with its new content`,
    async () => {
      const last = await formAt(clients, domainId, formType);
      return last !== undefined && formFingerprint(last.content) === revision.content ? last.revision : undefined;
    },
    { limitSeconds: LIMIT_SECONDS },
  );
}
