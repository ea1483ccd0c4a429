import { controlPlaneFunctionName, keyAlias, sharePermissionArn, TAG_KEYS } from "../contracts/names";
import type { ConditionName, ScopeName } from "./action-groups";
import { AIOPS_SCOPES } from "./aiops-scopes";
import { foundRoles, ofAccount, rolesOfPrincipals } from "./principal-roles";
import type { Block, StackJson } from "./stack-json";

/** Account and Region to which a stack is applied. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  /** Region of the stack's provider. */
  readonly region: string;
  /** Prefix of the names that are ours. */
  readonly prefix: string;
  /**
   * Keys that may encrypt the domain, in the account that owns it.
   *
   * @default - DataZone's own
   */
  readonly domainKeyArn?: string;
}

/** A resource of a stack, and the stack. */
export interface Subject {
  readonly place: Place;
  readonly stack: StackJson;
  readonly block: Block;
}

/** Condition of a statement: operator -> key -> values. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** ARNs that a statement about the resource names. What only AWS knows (ids, the domain's name in a role) stays `*`. */
export function scopeArns(name: ScopeName, subject: Subject): string[] {
  return SCOPES[name](subject).map((arn) => arn.replace(/\$\{[^}]*\}/g, "*"));
}

/** The condition of a statement about the resource; undefined where the resources that it names say enough. */
export function conditionOf(name: ConditionName, subject: Subject): Condition | undefined {
  return CONDITIONS[name](subject);
}

const OURS = "smus-cdktf";

const SCOPES: Readonly<Record<ScopeName, (subject: Subject) => string[]>> = {
  any: () => ["*"],
  role: (subject) => [roleArn(subject)],
  roleOfFunction: ({ block }) => [text(block["role"])],
  roleOfSchedule: ({ block }) => [text((block["target"] as Block)["role_arn"])],
  key: ({ place, stack, block }) => [
    `arn:${place.partition}:kms:${regionOf(stack, block, place)}:${place.accountId}:key/*`,
  ],
  // The key that a table or an object is encrypted with; its id is AWS's.
  anyKey: ({ place }) => [`arn:${place.partition}:kms:${place.region}:${place.accountId}:key/*`],
  alias: ({ place, stack, block }) => [
    `arn:${place.partition}:kms:${regionOf(stack, block, place)}:${place.accountId}:${text(block["name"])}`,
  ],
  bucket: (subject) => [bucketArn(subject)],
  bucketObjects: (subject) => [`${bucketArn(subject)}/*`],
  object: (subject) => [`${bucketArn(subject)}/${text(subject.block["key"])}`],
  function: (subject) => [functionArn(subject), `${functionArn(subject)}:*`],
  functionVersion: (subject) => [`${functionArn(subject)}:${text(subject.block["qualifier"])}`],
  eventSourceMapping: (subject) => [arnOf(subject, "lambda", "event-source-mapping:*")],
  table: (subject) => [arnOf(subject, "dynamodb", `table/${nameOf(subject, "name")}`)],
  queue: (subject) => [arnOf(subject, "sqs", nameOf(subject, "queue_url"))],
  topic: (subject) => [arnOf(subject, "sns", nameOf(subject, "topic_arn", "arn"))],
  // The ARN of a subscription is its topic's with an id of AWS.
  subscriptions: (subject) => {
    const topic = arnOf(subject, "sns", nameOf(subject, "topic_arn"));
    return [topic, `${topic}:*`];
  },
  // API Gateway has no account in its ARNs, and ids of APIs and mappings are AWS's.
  apis: (subject) => [apiGatewayPath(subject, "apis")],
  api: (subject) => [apiGatewayPath(subject, "apis/*")],
  apiDomains: (subject) => [apiGatewayPath(subject, "domainnames")],
  apiDomain: (subject) => [apiGatewayPath(subject, `domainnames/${text(subject.block["domain_name"])}`)],
  apiMappings: (subject) => [apiGatewayPath(subject, "domainnames/*/apimappings")],
  apiMapping: (subject) => [apiGatewayPath(subject, "domainnames/*/apimappings/*")],
  partsOfApis: (subject) =>
    ["authorizers", "integrations", "routes", "stages"].map((part) => apiGatewayPath(subject, `apis/*/${part}`)),
  tagsOfApis: (subject) => [apiGatewayPath(subject, "tags/*")],
  eventRule: (subject) => [arnOf(subject, "events", `rule/${nameOf(subject, "rule")}`)],
  schedule: (subject) => [arnOf(subject, "scheduler", `schedule/default/${nameOf(subject, "name")}`)],
  alarm: (subject) => [arnOf(subject, "cloudwatch", `alarm:${nameOf(subject, "alarm_name")}`)],
  // Dashboards belong to an account and to no Region.
  dashboard: ({ place, block }) => [
    `arn:${place.partition}:cloudwatch::${place.accountId}:dashboard/${text(block["dashboard_name"])}`,
  ],
  logGroup: ({ place, block }) => {
    const arn = `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${text(block["name"])}`;
    return [arn, `${arn}:*`];
  },
  share: ({ place, stack, block }) =>
    makesShare(stack) || block["resource_share_arn"] === undefined
      ? [`arn:${place.partition}:ram:${place.region}:${place.accountId}:resource-share/*`]
      : [text(block["resource_share_arn"])],
  sharePermission: ({ place }) => sharePermissionArns(place.partition),
  userOfProfile: ({ place, block }) => ofAccount(place, [text(block["user_identifier"])]),
  rolesOfPrincipals: ({ place, stack }) => rolesOfPrincipals(place, stack),
  // Ids are AWS's. What is adopted may have the service's former name in its ARN, and actions go by that.
  gitConnection: ({ place }) => [connectionArn(place, "connection")],
  gitHost: ({ place }) => [connectionArn(place, "host")],
  formerGitConnection: (subject) => formerArns(subject, "connection"),
  formerGitHost: (subject) => formerArns(subject, "host"),
  ...AIOPS_SCOPES,
  domainKey: ({ place }) => (place.domainKeyArn === undefined ? [] : [place.domainKeyArn]),
};

const CONDITIONS: Readonly<Record<ConditionName, (subject: Subject) => Condition | undefined>> = {
  ourTagOnResource: () => ({ StringEquals: { [`aws:ResourceTag/${TAG_KEYS.managedBy}`]: OURS } }),
  ourTagInRequest: () => ({ StringEquals: { [`aws:RequestTag/${TAG_KEYS.managedBy}`]: OURS } }),
  passedToScheduler: () => passedTo("scheduler"),
  passedToEvents: () => passedTo("events"),
  ofOurFunctions: ({ place }) => ({
    ArnLike: {
      "lambda:FunctionArn": `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${place.prefix}-*`,
    },
  }),
  throughStores: ({ place }) => ({
    StringEquals: { "kms:ViaService": ["dynamodb", "s3"].map((service) => serviceIn(place, service)) },
  }),
  throughImages: ({ place }) => ({ StringEquals: { "kms:ViaService": serviceIn(place, "ecr") } }),
  passedToLambda: () => passedTo("lambda"),
  // All policies that the stack attaches, in one statement: one per role and policy would not fit into a document.
  attachedPolicy: ({ stack }) => {
    const attachments = Object.values(stack.resource?.["aws_iam_role_policy_attachment"] ?? {});
    return {
      ArnEquals: { "iam:PolicyARN": [...new Set(attachments.map((entry) => text(entry["policy_arn"])))].sort() },
    };
  },
  region: ({ place, stack, block }) => ({ StringEquals: { "aws:RequestedRegion": regionOf(stack, block, place) } }),
  // A share that is given, and not made by the stack, is named by its ARN: an empty list of names would match none.
  shareName: ({ stack }) => {
    const names = Object.values(stack.resource?.["aws_ram_resource_share"] ?? {}).map((share) => text(share["name"]));
    return names.length === 0 ? undefined : { StringEquals: { "ram:ResourceShareName": names } };
  },
  sharePermission: ({ place }) => ({ ArnEquals: { "ram:PermissionArn": sharePermissionArns(place.partition) } }),
  throughDataZone: ({ place }) => ({ StringEquals: { "kms:ViaService": serviceIn(place, "datazone") } }),
};

const passedTo = (service: string): Condition => ({
  StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` },
});

function connectionArn({ partition, region, accountId }: Place, type: string): string {
  return `arn:${partition}:codeconnections:${region}:${accountId}:${type}/*`;
}

/** ARNs of what the stack takes over under the former name of CodeConnections. */
function formerArns({ stack }: Subject, type: string): string[] {
  const ids = (stack.import ?? []).map(({ id }) => text(id));
  return ids.filter((id) => id.split(":")[2] === "codestar-connections" && id.includes(`:${type}/`));
}

/** DNS name of a service in the stack's Region, which is the domain's. */
function serviceIn({ partition, region }: Place, service: string): string {
  return `${service}.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`;
}

/** Condition under which a role may use the key of the state bucket: keys are found by their alias. */
export function stateKeyCondition(prefix: string): Condition {
  return { "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias(prefix, "state") } };
}

/** Both permissions that a share of a domain may have: a change of one into the other concerns both. */
function sharePermissionArns(partition: string): string[] {
  return [false, true].map((portalAccess) => sharePermissionArn(partition, portalAccess));
}

/** ARN of something in the stack's account and Region. */
function arnOf({ place }: Subject, service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** ARN of a path of API Gateway. */
function apiGatewayPath({ place }: Subject, path: string): string {
  return `arn:${place.partition}:apigateway:${place.region}::/${path}`;
}

/** Name of a resource: its own, or that of the resource of the stack which one of the arguments refers to. */
function nameOf({ stack, block }: Subject, ...references: readonly string[]): string {
  for (const reference of references) {
    const referred = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(text(block[reference] ?? ""));
    if (referred !== null) return text(stack.resource?.[referred[1]]?.[referred[2]]?.["name"]);
  }
  return text(block["name"] ?? block[references[0]]);
}

/** A role, or the role that a policy's `role` argument refers to or names; what is named is at the path `/`. */
function roleArn({ place, stack, block }: Subject): string {
  const argument = text(block["role"] ?? "");
  if (argument === "${each.value}") return foundRoles(place, stack, text(block["for_each"]));
  const referred = /^\$\{aws_iam_role\.([\w-]+)\.\w+\}$/.exec(argument);
  const named = argument === "" ? block : { name: argument };
  const role = referred === null ? named : (stack.resource?.["aws_iam_role"]?.[referred[1]] ?? {});
  return `arn:${place.partition}:iam::${place.accountId}:role${text(role["path"] ?? "/")}${text(role["name"])}`;
}

/** A bucket, or the bucket that a setting's `bucket` argument refers to. */
function bucketArn({ place, stack, block }: Subject): string {
  const referred = /^\$\{aws_s3_bucket\.([\w-]+)\.\w+\}$/.exec(text(block["bucket"]));
  const bucket = referred === null ? block : (stack.resource?.["aws_s3_bucket"]?.[referred[1]] ?? {});
  return `arn:${place.partition}:s3:::${text(bucket["bucket"])}`;
}

/** A function, the function that an alias refers to, or the account's control-plane function, read from a state. */
function functionArn({ place, stack, block }: Subject): string {
  const name = text(block["function_name"]);
  const referred = /^\$\{aws_lambda_function\.([\w-]+)\.\w+\}$/.exec(name);
  const known =
    referred === null ? name : text(stack.resource?.["aws_lambda_function"]?.[referred[1]]?.["function_name"]);
  const resolved = known.startsWith("${") ? controlPlaneFunctionName(place.prefix) : known;
  return `arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${resolved}`;
}

/** Region of the provider that a resource names, else of the stack's. */
function regionOf(stack: StackJson, block: Block, place: Place): string {
  const named = block["provider"];
  if (typeof named !== "string") return place.region;
  const providers = stack.provider?.["aws"] ?? [];
  const alias = named.slice(named.indexOf(".") + 1);
  return text(providers.find((provider) => provider["alias"] === alias)?.["region"] ?? place.region);
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`expected a text, got ${JSON.stringify(value)}`);
  return value;
}

/** Tells whether the stack makes the share that it uses; else the share is given, by its ARN. */
function makesShare(stack: StackJson): boolean {
  return Object.keys(stack.resource?.["aws_ram_resource_share"] ?? {}).length > 0;
}
