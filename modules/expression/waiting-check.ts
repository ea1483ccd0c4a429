import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** A condition that people bring about, at a time that nobody knows. */
export interface WaitingCheck {
  /** Name of the check; unique in the stack. */
  readonly name: string;
  /** Terraform's expression, without the brackets of a template. */
  readonly condition: string;
  /** Sentence that every plan and apply says while it does not hold; a template of Terraform. */
  readonly message: string;
}

/**
 * Adds a `check` to the stack of a construct: a warning, which stops neither a plan nor an apply.
 *
 * CDKTF has no construct for checks.
 *
 * @see https://developer.hashicorp.com/terraform/language/checks
 */
export function addWaitingCheck(scope: IConstruct, { name, condition, message }: WaitingCheck): void {
  const assert = [{ condition: `\${${condition}}`, error_message: message }];
  TerraformStack.of(scope).addOverride(`check.${name}`, { assert });
}
