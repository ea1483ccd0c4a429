import { parseCredentialScope } from "../identity";
import type { HttpRequest } from "../service";

/** Operation of a request of any service, or its method and path where the operation is in the path. */
export function operationName(request: HttpRequest): string {
  const target = request.headers["x-amz-target"];
  if (target) return target.slice(target.lastIndexOf(".") + 1);
  const action = /(?:^|&)Action=([^&]+)/.exec(request.body.subarray(0, 4096).toString("latin1"));
  return action?.[1] ?? `${request.method} ${request.path}`;
}

/** Signing name and operation of a request, or its method and path where the operation is in the path. */
export function describeRequest(request: HttpRequest): string {
  const service = parseCredentialScope(request.headers.authorization)?.service ?? "unsigned";
  return `${service}:${operationName(request)}`;
}
