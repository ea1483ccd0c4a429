import type { FormInput } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { formRevision } from "../catalog/form-types";
import { requiredMembers } from "../catalog/smithy";
import type { Domain } from "../model";

/**
 * Refuses forms of types that do not exist, and of types of customers whose content lacks what the type requires. The content of
 * forms of the service itself is not looked into: their models were not published.
 *
 * @throws ServiceError ValidationException, or ResourceNotFoundException for a type that does not exist
 */
export function checkForms(domain: Domain, forms: readonly FormInput[]): void {
  for (const { formName, typeIdentifier, typeRevision, content = "{}" } of forms) {
    const type = formRevision(domain, typeIdentifier, typeRevision);
    const values = parsed(formName, content);
    if (type.owningProjectId === undefined) continue;
    const missing = requiredMembers(type.smithy).filter((name) => values[name] === undefined || values[name] === null);
    if (missing.length > 0) throw validationError(`Form ${formName} has no value for ${missing.join(", ")}`);
  }
}

function parsed(formName: string | undefined, content: string): Record<string, unknown> {
  try {
    const values: unknown = JSON.parse(content);
    if (typeof values === "object" && values !== null && !Array.isArray(values))
      return values as Record<string, unknown>;
  } catch {
    // Said below, like what is JSON and no object.
  }
  throw validationError(`Content of form ${formName} is no JSON object`);
}
