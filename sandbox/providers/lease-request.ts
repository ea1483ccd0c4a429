import { basename, isAbsolute } from "node:path";
import { reachBeyondMachine } from "../../runner/terraform/loopback-endpoints";
import { PROVIDER_VARIABLES, type LeaseRequest } from "../../runner/terraform/provider-lease";

/**
 * Reads what somebody asks the pool for.
 *
 * @throws Error of one line: not understood, no AWS provider, or one that could serve real accounts
 */
export function parseLeaseRequest(text: string): LeaseRequest {
  const { directory, types, binary, environment } = parseObject(text);
  if (typeof directory !== "string" || !isAbsolute(directory)) throw new Error("directory must be an absolute path");
  if (!isTexts(types)) throw new Error("types must be a list of texts");
  if (typeof binary !== "string" || !isAbsolute(binary) || !/^terraform-provider-aws(_|$)/.test(basename(binary)))
    throw new Error("binary must be the absolute path of a terraform-provider-aws");
  if (typeof environment !== "object" || environment === null) throw new Error("environment must be an object");
  const variables = environment as Record<string, unknown>;
  for (const [name, value] of Object.entries(variables)) {
    if (typeof value !== "string" || !PROVIDER_VARIABLES.test(name))
      throw new Error(`environment: ${name} is not a text of AWS_* or of a proxy`);
  }
  const beyond = reachBeyondMachine(variables as Record<string, string>);
  if (beyond !== undefined) throw new Error(`running providers are for the local sandbox only, and ${beyond}`);
  return { directory, types, binary, environment: variables as Record<string, string> };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new Error("the body must be a JSON object");
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}
