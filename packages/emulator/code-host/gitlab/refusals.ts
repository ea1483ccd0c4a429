import { HostError } from "../http/call";

/** Refusal with GitLab's usual body; a text begins with the status, lists of problems do not. */
export const refusal = (status: number, message: unknown): HostError => new HostError(status, { message });

/** Refusal of a request's parameters, as the API's framework words it. */
export const badParameter = (error: string): HostError => new HostError(400, { error });

/** Answer where nothing is that the caller may see: `404 Project Not Found`. */
export const notFound = (what?: string): HostError =>
  refusal(404, `404 ${what === undefined ? "" : `${what} `}Not Found`);

/** Answer where the edition of the host does not have an operation. */
export const noRoute = (): HostError => new HostError(404, { error: "404 Not Found" });

/** Refusal of somebody who sees and may not. */
export const forbidden = (reason?: string): HostError =>
  refusal(403, reason === undefined ? "403 Forbidden" : `403 Forbidden - ${reason}`);

/**
 * Parameter that has to be there.
 *
 * @throws HostError
 */
export function required(body: Readonly<Record<string, unknown>>, ...names: readonly string[]): string[] {
  const missing = names.filter((name) => body[name] === undefined || body[name] === "");
  if (missing.length > 0)
    throw badParameter(missing.map((name) => `${name} is ${body[name] === "" ? "empty" : "missing"}`).join(", "));
  return names.map((name) => String(body[name]));
}
