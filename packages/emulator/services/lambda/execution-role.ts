import type { Call } from "../../service";
import { invalidParameter } from "./function-names";

/**
 * Lets Lambda assume a function's role, as far as the role's trust policy lets it.
 *
 * @throws ServiceError InvalidParameterValueException, in the service's words
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
export async function requireExecutionRole(role: string, call: Call): Promise<void> {
  const { judge } = call.emulator;
  // Lambda sends the account; the function's ARN is not a condition that a trust policy of a new function could be held to.
  const source = { "aws:sourceaccount": call.account };
  if (judge !== undefined && !(await judge.mayAssume("lambda.amazonaws.com", role, source, call)))
    throw invalidParameter("The role defined for the function cannot be assumed by Lambda.");
}
