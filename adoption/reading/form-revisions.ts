import { GetFormTypeCommand } from "@aws-sdk/client-datazone";
import { isNotFound } from "../../aws/faults";
import { formFingerprint } from "../../contracts/service/form-structure";
import type { LiveForm } from "../live-catalog";
import type { AccountClients } from "./access";
import { eachOf } from "./order";

/** A revision of a form that an asset type or a rule names. */
export interface UsedForm {
  readonly typeName: string;
  readonly typeRevision: string;
}

/**
 * Revisions of a domain's own forms. A configuration knows a form's last content only, and asset types and rules are compared
 * by it: one that has an earlier revision with another content would be changed by the first apply.
 */
export class FormRevisions {
  private readonly last: ReadonlyMap<string, LiveForm>;
  private readonly answers = new Map<string, boolean>();

  constructor(
    private readonly clients: AccountClients,
    private readonly domainId: string,
    forms: readonly LiveForm[],
  ) {
    this.last = new Map(forms.map((form) => [form.name, form]));
  }

  /** Names of those forms of which an earlier revision with another content is used, sorted. */
  async outdated(used: readonly UsedForm[]): Promise<string[]> {
    const names = await eachOf(used, async (form) => ((await this.isOutdated(form)) ? [form.typeName] : []));
    return [...new Set(names.flat())].sort();
  }

  private async isOutdated({ typeName, typeRevision }: UsedForm): Promise<boolean> {
    const last = this.last.get(typeName);
    if (last === undefined || last.revision === typeRevision) return false;
    const key = `${typeName} ${typeRevision}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const earlier = await this.fingerprintOf(typeName, typeRevision);
    const answer = earlier !== formFingerprint(last);
    this.answers.set(key, answer);
    return answer;
  }

  private async fingerprintOf(formTypeIdentifier: string, revision: string): Promise<string | undefined> {
    const asked = new GetFormTypeCommand({ domainIdentifier: this.domainId, formTypeIdentifier, revision });
    try {
      const { model, description, status = "ENABLED" } = await this.clients.datazone.send(asked);
      return formFingerprint({ smithy: model?.smithy ?? "", description, status });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }
}
