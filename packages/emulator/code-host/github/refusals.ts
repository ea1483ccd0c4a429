import type { Host } from "../host";
import { HostError } from "../http/call";

/** Documentation that errors of a host point at. */
export function documentation({ definition }: Host): string {
  const { type, version = "3.19" } = definition;
  return `https://docs.github.com/${type === "github" ? "" : `enterprise-server@${version}/`}rest`;
}

/** Refusal with GitHub's body of errors. */
export function refusal(host: Host, status: number, message: string, rest: Record<string, unknown> = {}): HostError {
  return new HostError(status, { message, ...rest, documentation_url: documentation(host), status: String(status) });
}

/** Answer to whoever may not know that something is there, and where nothing is. */
export const notFound = (host: Host, message = "Not Found"): HostError => refusal(host, 404, message);

/** Refusal of an object of Git in a repository without commits. */
export const emptyRepository = (host: Host): HostError => refusal(host, 409, "Git Repository is empty.");

/** Refusal of a value that the description allows and the host does not. */
export function invalidField(
  host: Host,
  error: { readonly resource: string; readonly field?: string; readonly code: string; readonly message?: string },
  message = "Validation Failed",
): HostError {
  return refusal(host, 422, message, { errors: [error] });
}
