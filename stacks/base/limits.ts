import type { StackJson } from "../engine/render-stack";

/** Something of a stack that is larger than the service takes. */
export interface BeyondLimit {
  /** Terraform address of the resource, or the provider. */
  readonly address: string;
  readonly type: string;
  readonly code: "DOCUMENT_TOO_LARGE" | "NAME_TOO_LONG" | "TAG_COUNT";
  /** Completes "got ..." and "allowed ...". */
  readonly got: string;
  readonly allowed: string;
  readonly fix: string;
}

/** A stack that would be refused in the middle of an apply. */
export class LimitsExceeded extends Error {
  override readonly name = "LimitsExceeded";

  constructor(readonly beyond: readonly BeyondLimit[]) {
    super(beyond.map(({ address, got, allowed }) => `${address}: ${got}; allowed ${allowed}`).join("\n"));
  }
}

type Block = Readonly<Record<string, unknown>>;

/** Attribute with a limit, in characters or bytes. */
interface Limit {
  readonly type: string;
  readonly attribute: string;
  readonly what: string;
  readonly most: number;
  readonly fix: string;
  /** Attribute by which documents are counted together. @default - each for itself */
  readonly sharedBy?: string;
  /** True where an expression says nothing about the length. */
  readonly isName?: true;
}

/**
 * Documents that grow with what the configuration lists.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (white space is not counted)
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
const DOCUMENTS: readonly Limit[] = [
  {
    type: "aws_kms_key",
    attribute: "policy",
    what: "a key policy",
    most: 32_768,
    fix: "set organization.organizationId, so that the policy names no accounts, or invite fewer from outside",
  },
  {
    type: "aws_iam_role_policy",
    attribute: "policy",
    what: "inline policies of one role",
    most: 10_240,
    sharedBy: "role",
    fix: "give several projects or pools one role, use fewer keys of resource tags, or move some to another domain",
  },
  {
    type: "aws_iam_role",
    attribute: "assume_role_policy",
    what: "a trust policy",
    most: 2048,
    fix: "name fewer of what the role trusts",
  },
  {
    type: "aws_iam_policy",
    attribute: "policy",
    what: "a managed policy",
    most: 6144,
    fix: "name fewer of what the policy lists",
  },
  {
    type: "aws_s3_bucket_policy",
    attribute: "policy",
    what: "a bucket policy",
    most: 20_480,
    fix: "name fewer of what the policy lists",
  },
];

/** Names that are put together from parts of the configuration. */
const NAMES: readonly Limit[] = [
  { type: "aws_iam_role", attribute: "name", what: "a role name", most: 64, isName: true, fix: "shorten a part of it" },
  {
    type: "aws_lambda_function",
    attribute: "function_name",
    what: "a function name",
    most: 64,
    isName: true,
    fix: "shorten a part of it",
  },
  { type: "aws_kms_alias", attribute: "name", what: "an alias", most: 256, isName: true, fix: "shorten a part of it" },
];

const ENVIRONMENT_BYTES = 4096;
const SESSION_NAME = 64;
const TAGS = 50;

/** Finds what of a stack is larger than the service takes: documents, names, and the tags that each resource gets. */
export function beyondLimits(stack: StackJson): BeyondLimit[] {
  const resources = (stack["resource"] ?? {}) as Readonly<Record<string, Readonly<Record<string, Block>>>>;
  const providers = ((stack["provider"] ?? {}) as Readonly<Record<string, readonly Block[]>>)["aws"] ?? [];
  return [
    ...DOCUMENTS.flatMap((limit) =>
      texts(resources, limit).flatMap((text) => beyond(limit, text, "DOCUMENT_TOO_LARGE")),
    ),
    ...NAMES.flatMap((limit) => texts(resources, limit).flatMap((text) => beyond(limit, text, "NAME_TOO_LONG"))),
    ...environments(resources),
    ...providers.flatMap(sessionNames),
    ...tagCounts(resources, providers),
  ];
}

interface PlacedText {
  readonly address: string;
  readonly length: number;
}

function texts(resources: Readonly<Record<string, Readonly<Record<string, Block>>>>, limit: Limit): PlacedText[] {
  const lengths = new Map<string, PlacedText>();
  for (const [name, block] of Object.entries(resources[limit.type] ?? {})) {
    const text = block[limit.attribute];
    if (typeof text !== "string" || (limit.isName === true && text.includes("${"))) continue;
    const owner = limit.sharedBy === undefined ? name : String(block[limit.sharedBy]);
    const { address, length } = lengths.get(owner) ?? { address: `${limit.type}.${name}`, length: 0 };
    lengths.set(owner, { address, length: length + lengthOf(text) });
  }
  return [...lengths.values()];
}

/** Length without white space; the value of an expression is known to Terraform only, and taken for as long as most ARNs. */
function lengthOf(text: string): number {
  return text.replace(EXPRESSION, ARN_LIKE).replace(/\s/g, "").length;
}

const EXPRESSION = /(?<!\$)\$\{[^}]*\}/g;
const ARN_LIKE = "x".repeat(64);

function beyond(limit: Limit, { address, length }: PlacedText, code: BeyondLimit["code"]): BeyondLimit[] {
  if (length <= limit.most) return [];
  const { type, what, most, fix } = limit;
  return [{ address, type, code, got: `${what} of ${length} characters`, allowed: `at most ${most}`, fix }];
}

function environments(resources: Readonly<Record<string, Readonly<Record<string, Block>>>>): BeyondLimit[] {
  const type = "aws_lambda_function";
  return Object.entries(resources[type] ?? {}).flatMap(([name, block]): BeyondLimit[] => {
    const bytes = Buffer.byteLength(JSON.stringify(variablesOf(block["environment"])));
    if (bytes <= ENVIRONMENT_BYTES) return [];
    const fix = "name fewer organizational units and account tags, or split the pool";
    const got = `an environment of ${bytes} bytes`;
    return [
      {
        address: `${type}.${name}`,
        type,
        code: "DOCUMENT_TOO_LARGE",
        got,
        allowed: `at most ${ENVIRONMENT_BYTES}`,
        fix,
      },
    ];
  });
}

function variablesOf(environment: unknown): object {
  const [block] = (Array.isArray(environment) ? environment : [environment]) as ({ variables?: object } | undefined)[];
  return block?.variables ?? {};
}

function sessionNames(provider: Block): BeyondLimit[] {
  const roles = (provider["assume_role"] ?? []) as readonly { readonly session_name?: string }[];
  return roles.flatMap(({ session_name: name = "" }): BeyondLimit[] => {
    if (name.length <= SESSION_NAME) return [];
    const got = `a session name of ${name.length} characters`;
    const place = { address: "provider.aws", type: "provider", code: "NAME_TOO_LONG" } as const;
    return [{ ...place, got, allowed: `at most ${SESSION_NAME}`, fix: "shorten the stage's name" }];
  });
}

/** The provider merges its default tags with those of each resource, by key. */
function tagCounts(
  resources: Readonly<Record<string, Readonly<Record<string, Block>>>>,
  providers: readonly Block[],
): BeyondLimit[] {
  const [{ tags: defaults = {} } = {}] = (providers[0]?.["default_tags"] ?? []) as { tags?: object }[];
  const all = Object.entries(resources).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, block]) => ({ type, address: `${type}.${name}`, tags: block["tags"] })),
  );
  const tagged = all.filter(({ tags }) => typeof tags === "object" && tags !== null);
  return tagged.flatMap(({ type, address, tags }): BeyondLimit[] => {
    const { length } = Object.keys({ ...defaults, ...(tags as object) });
    if (length <= TAGS) return [];
    const fix = "remove tags of the organization, the stage or the account";
    return [{ address, type, code: "TAG_COUNT", got: `${length} tags`, allowed: `at most ${TAGS}`, fix }];
  });
}
