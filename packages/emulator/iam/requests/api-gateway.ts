import type { Asked, Need } from "./need";
import { partitionOf } from "./need";
import { keys, requestTags, tagsOf } from "./tags";

/**
 * API Gateway, whose actions are the methods of HTTP and whose resources are the paths of its own API.
 *
 * Undefined for the API of version 1, which nobody uses.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
 */
export function apiGatewayNeeds({ operation, input, call }: Asked): readonly Need[] | undefined {
  const [method, path] = operation.split(" ");
  const [, resource] = /^\/v2(\/[^?]*)$/.exec(path) ?? [];
  if (resource === undefined) return undefined;
  const context = {
    ...requestTags(tagsOf(input.tags)),
    ...keys({
      "apigateway:request/apiname": resource === "/apis" ? textOf(input.name) : undefined,
      "apigateway:request/routeauthorizationtype": textOf(input.authorizationType),
      "apigateway:request/authorizertype": textOf(input.authorizerType),
      "apigateway:request/stagename": textOf(input.stageName),
    }),
  };
  return [
    {
      action: `apigateway:${method}`,
      resource: `arn:${partitionOf(call.region)}:apigateway:${call.region}::${resource}`,
      // Its ARNs name no account.
      accountId: call.account,
      context,
    },
  ];
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
