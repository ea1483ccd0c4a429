import { resourcesOf, type Block, type TerraformJson } from "../../support/terraform-json";
import { parseTemplate } from "../../support/template-json";
import { API_VARIABLES } from "../../../contracts/application/api-settings";
import { ACCESS_VARIABLES } from "../../../contracts/application/access-settings";
import { PROJECTS_VARIABLES } from "../../../contracts/application/projects-settings";
import { REPORTS_VARIABLES } from "../../../contracts/application/reports-settings";
import type { RegionalFoundation } from "../../../contracts/outputs";
import type { StackRule } from "../stack-under-test";

/** Names of environment variables of functions: none of them holds a secret, so Lambda's own encryption does. */
const PLAIN_VARIABLES = [
  "LEDGER_PREFIX",
  "ORGANIZATIONAL_UNIT_IDS",
  "ACCOUNT_TAGS",
  "REGIONS",
  "ORGANIZATIONS_ROLE_ARN",
  ...Object.values(ACCESS_VARIABLES),
  ...Object.values(API_VARIABLES),
  ...Object.values(PROJECTS_VARIABLES),
  ...Object.values(REPORTS_VARIABLES),
];

/** Argument that names the key of ours, by type: where it is missing, data is encrypted with a key of AWS. */
const KEY_ARGUMENTS: Readonly<Record<string, (block: Block) => unknown>> = {
  aws_sns_topic: (block) => block["kms_master_key_id"],
  aws_sqs_queue: (block) => block["kms_master_key_id"],
  aws_dynamodb_table: (block) => (block["server_side_encryption"] as Block | undefined)?.["kms_key_arn"],
  aws_s3_object: (block) => block["kms_key_id"],
};

/**
 * Buckets: versioned, SSE-KMS with a key of our own (SSE-S3 exactly where the stack publishes that AWS owns the key), no
 * public access, TLS only. Queues, topics, tables and objects with the key of the stack where it makes one. Keys rotate. Log groups expire; they hold
 * no data of projects (requests and answers of the control plane), so CloudWatch's own encryption does. Environment
 * variables hold no secrets.
 */
export const encryption: StackRule = ({ json }) => [
  ...resourcesOf(json, "aws_s3_bucket").flatMap(({ address, block }) =>
    bucketProblems(json, address, isWithoutKey(json, String(block["bucket"]))),
  ),
  ...resourcesOf(json, "aws_kms_key")
    .filter(({ block }) => block["enable_key_rotation"] !== true)
    .map(({ address }) => `${address} does not rotate`),
  ...resourcesOf(json, "aws_cloudwatch_log_group")
    .filter(({ block }) => typeof block["retention_in_days"] !== "number")
    .map(({ address }) => `${address} never expires`),
  ...(resourcesOf(json, "aws_kms_key").length === 0 ? [] : Object.entries(KEY_ARGUMENTS)).flatMap(([type, keyOf]) =>
    resourcesOf(json, type)
      .filter(({ block }) => typeof keyOf(block) !== "string")
      .map(({ address }) => `${address} is not encrypted with the key of the stack`),
  ),
  ...resourcesOf(json, "aws_lambda_function").flatMap(({ address, block }) => {
    const { variables = {} } = (block["environment"] ?? {}) as { variables?: Record<string, string> };
    return Object.keys(variables)
      .filter((name) => !PLAIN_VARIABLES.includes(name))
      .map((name) => `${address}: variable ${name} is not known to hold no secret`);
  }),
];

function bucketProblems(json: TerraformJson, address: string, withoutKey: boolean): string[] {
  const setting = (type: string): Block | undefined =>
    resourcesOf(json, type).find(({ block }) => String(block["bucket"]).includes(`${address}.`))?.block;
  const checks: [string, boolean][] = [
    ["is not versioned", hasVersioning(setting("aws_s3_bucket_versioning"))],
    withoutKey
      ? ["is not encrypted with a key of S3", hasKeyOfS3(setting("aws_s3_bucket_server_side_encryption_configuration"))]
      : [
          "is not encrypted with a key of our own",
          hasOwnKey(setting("aws_s3_bucket_server_side_encryption_configuration")),
        ],
    ["may be public", blocksPublicAccess(setting("aws_s3_bucket_public_access_block"))],
    ["takes plain HTTP", refusesPlainHttp(setting("aws_s3_bucket_policy"))],
    ["has ACLs", hasNoAcls(setting("aws_s3_bucket_ownership_controls"))],
  ];
  return checks.filter(([, fulfilled]) => !fulfilled).map(([problem]) => `${address} ${problem}`);
}

function hasVersioning(block: Block | undefined): boolean {
  return (block?.["versioning_configuration"] as { status?: string } | undefined)?.status === "Enabled";
}

function hasOwnKey(block: Block | undefined): boolean {
  const [rule] = (block?.["rule"] ?? []) as { apply_server_side_encryption_by_default?: Block }[];
  const { sse_algorithm: algorithm, kms_master_key_id: key } = rule?.apply_server_side_encryption_by_default ?? {};
  return algorithm === "aws:kms" && typeof key === "string" && key !== "";
}

function hasKeyOfS3(block: Block | undefined): boolean {
  const rules = [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }];
  return JSON.stringify(block?.["rule"]) === JSON.stringify(rules);
}

/** Tells whether the stack publishes a bucket together with "AWS owns the key". */
function isWithoutKey({ output = {} }: TerraformJson, bucket: string): boolean {
  const regions = (output["regions"]?.["value"] ?? {}) as Readonly<Record<string, RegionalFoundation>>;
  return Object.values(regions).some(
    ({ s3Location, kmsKeyArn }) => s3Location === `s3://${bucket}` && kmsKeyArn === "aws-owned",
  );
}

function blocksPublicAccess(block: Block | undefined): boolean {
  const switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  return switches.every((name) => block?.[name] === true);
}

function refusesPlainHttp(block: Block | undefined): boolean {
  if (block === undefined) return false;
  const { Statement: statements } = parseTemplate(String(block["policy"])) as {
    Statement: { Effect: string; Condition?: { Bool?: Record<string, string> } }[];
  };
  return statements.some(
    ({ Effect, Condition }) => Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false",
  );
}

function hasNoAcls(block: Block | undefined): boolean {
  return (block?.["rule"] as { object_ownership?: string } | undefined)?.object_ownership === "BucketOwnerEnforced";
}
