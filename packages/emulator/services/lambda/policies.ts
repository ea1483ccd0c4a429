import type {
  AddPermissionCommandInput,
  GetPolicyCommandInput,
  RemovePermissionCommandInput,
} from "@aws-sdk/client-lambda";
import { type Call, operation, type Operations } from "../../service";
import { functionOf, qualifierOf, resourceConflict, resourceNotFound, versionOf } from "./function-names";
import type { LambdaFunction, PolicyStatement } from "./model";

function statementsOf(fn: LambdaFunction, functionName: string | undefined, qualifier: string | undefined) {
  const name = qualifierOf(functionName, qualifier);
  versionOf(fn, name);
  return { statements: (fn.policies[name ?? ""] ??= []), resource: name === undefined ? fn.arn : `${fn.arn}:${name}` };
}

function principalOf(principal: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

function addPermission(input: AddPermissionCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const { statements, resource } = statementsOf(fn, input.FunctionName, input.Qualifier);
  if (statements.some(({ Sid }) => Sid === input.StatementId))
    throw resourceConflict(
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const conditions: [string, string, string | undefined][] = [
    ["ArnLike", "AWS:SourceArn", input.SourceArn],
    ["StringEquals", "AWS:SourceAccount", input.SourceAccount],
    ["StringEquals", "aws:PrincipalOrgID", input.PrincipalOrgID],
    ["StringEquals", "lambda:EventSourceToken", input.EventSourceToken],
    ["StringEquals", "lambda:FunctionUrlAuthType", input.FunctionUrlAuthType],
  ];
  const condition: Record<string, Record<string, string>> = {};
  for (const [operator, key, value] of conditions)
    if (value !== undefined) condition[operator] = { ...condition[operator], [key]: value };
  const statement: PolicyStatement = {
    Sid: input.StatementId!,
    Effect: "Allow",
    Principal: principalOf(input.Principal!),
    Action: input.Action!,
    Resource: resource,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
  statements.push(statement);
  return { Statement: JSON.stringify(statement) };
}

function removePermission(input: RemovePermissionCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const { statements } = statementsOf(fn, input.FunctionName, input.Qualifier);
  const index = statements.findIndex(({ Sid }) => Sid === input.StatementId);
  if (index < 0) throw resourceNotFound(`Statement ${input.StatementId} is not found in resource policy.`);
  statements.splice(index, 1);
  return {};
}

function getPolicy(input: GetPolicyCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const { statements } = statementsOf(fn, input.FunctionName, input.Qualifier);
  if (statements.length === 0) throw resourceNotFound("The resource you requested does not exist.");
  const policy = { Version: "2012-10-17", Id: "default", Statement: statements };
  return { Policy: JSON.stringify(policy), RevisionId: fn.latest.revisionId };
}

/** Operations on resource policies of functions. They are kept and returned, and not evaluated. */
export const POLICY_OPERATIONS: Operations = {
  AddPermission: operation(addPermission),
  RemovePermission: operation(removePermission),
  GetPolicy: operation(getPolicy),
};
