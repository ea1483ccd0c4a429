import { parseFunctionName } from "../../services/lambda/function-names";
import { initialLambdaState, type LambdaState } from "../../services/lambda/model";
import type { Store } from "../../store";
import type { ResourceFacts } from "./facts";

/**
 * Tags of a function, and the policy of the qualifier in its ARN: Lambda keeps one for the function and one for each alias
 * and version.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function functionFacts(store: Store, arn: string): ResourceFacts | undefined {
  const { account, region, name, qualifier } = parseFunctionName(arn);
  if (account === undefined || region === undefined) return undefined;
  const fn = store.state<LambdaState>("lambda", account, region, initialLambdaState).functions[name] as
    | LambdaState["functions"][string]
    | undefined;
  if (fn === undefined) return undefined;
  const statements = fn.policies[qualifier ?? ""] ?? [];
  if (statements.length === 0) return { tags: fn.tags };
  return { tags: fn.tags, policy: { name: arn, document: { Version: "2012-10-17", Statement: statements } } };
}
