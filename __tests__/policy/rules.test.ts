import { changed, OWNING } from "../support/organization";
import { stageOf } from "../support/stages";
import type { TerraformJson } from "../support/terraform-json";
import { stacksOf } from "./organizations";
import { authorizationReference } from "./rules/authorization-reference";
import { declaredInputs } from "./rules/declared-inputs";
import { declaredReferences } from "./rules/declared-references";
import { declaredOutputs } from "./rules/declared-outputs";
import { destroyProtection } from "./rules/destroy-protection";
import { documentedTypes, typesInTables } from "./rules/documented-types";
import { encryption } from "./rules/encryption";
import { EXPLAINED, iamWildcards } from "./rules/iam-wildcards";
import { noDuplicateAddress } from "./rules/no-duplicate-address";
import { noEmptyTexts } from "./rules/no-empty-texts";
import { noRegionArgument } from "./rules/no-region-argument";
import { noTokens } from "./rules/no-tokens";
import { partitionNeutral } from "./rules/partition-neutral";
import { pinnedAccount } from "./rules/pinned-account";
import { pinnedVersions } from "./rules/pinned-versions";
import { readsAtPlanTime } from "./rules/reads-at-plan-time";
import { requiredTags } from "./rules/required-tags";
import { stageGuard } from "./rules/stage-guard";
import { trustSourceAccount } from "./rules/trust-source-account";
import { uniqueNames } from "./rules/unique-names";
import { uniqueRemoteBackend } from "./rules/unique-remote-backend";
import type { OrganizationRule, StackRule, StackUnderTest } from "./stack-under-test";

/** A real organization: every rule accepts it, and each case below spoils one thing in it. */
const ORGANIZATION = stacksOf({
  name: "compliant",
  stages: [stageOf(changed(OWNING, { protection: "all", tags: { owner: "office" } }))],
});
const FOUNDATION = stack("finance-foundation");
const ASSOCIATION = stack("finance-association");
const STATE = stack("finance-state");

function stack(id: string): StackUnderTest {
  const found = ORGANIZATION.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no stack ${id}`);
  return found;
}

/** A copy whose JSON was changed by replacing text. */
function spoiled(original: StackUnderTest, from: string | RegExp, to: string): StackUnderTest {
  const text = JSON.stringify(original.json);
  const changedText = text.replace(from, to);
  if (changedText === text) throw new Error(`nothing to replace: ${String(from)}`);
  return { ...original, json: JSON.parse(changedText) as TerraformJson };
}

function withResource(original: StackUnderTest, type: string, block: object): StackUnderTest {
  const resource = { ...original.json.resource, [type]: { ...original.json.resource?.[type], Added: { ...block } } };
  return { ...original, json: { ...original.json, resource } };
}

const STACK_CASES: Readonly<
  Record<string, [rule: StackRule, good: StackUnderTest, bad: StackUnderTest, problem: RegExp]>
> = {
  "an account that is not pinned": [
    pinnedAccount,
    FOUNDATION,
    spoiled(FOUNDATION, '"allowed_account_ids":["000000000011"],', ""),
    /allowed_account_ids is undefined/,
  ],
  "a role of another account": [
    pinnedAccount,
    FOUNDATION,
    spoiled(FOUNDATION, /("assume_role":\[\{"role_arn":"arn:aws:iam::)000000000011/, "$1000000000099"),
    /not one of arn:aws:iam::000000000011/,
  ],
  "a missing tag": [requiredTags, FOUNDATION, spoiled(FOUNDATION, '"owner":"office",', ""), /tag owner is undefined/],
  "a resource that escapes the tags": [
    requiredTags,
    FOUNDATION,
    withResource(FOUNDATION, "aws_s3_bucket", { provider: "aws.untagged" }),
    /aws_s3_bucket\.Added escapes the tags/,
  ],
  "a bucket without a key of its own": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, '"sse_algorithm":"aws:kms"', '"sse_algorithm":"AES256"'),
    /is not encrypted with a key of our own/,
  ],
  "a bucket that may be public": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, '"block_public_policy":true', '"block_public_policy":false'),
    /may be public/,
  ],
  "a bucket that takes plain HTTP": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, "aws:SecureTransport", "aws:SecureTransportation"),
    /takes plain HTTP/,
  ],
  "a key that does not rotate": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, '"enable_key_rotation":true', '"enable_key_rotation":false'),
    /does not rotate/,
  ],
  "a log group that never expires": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, /"retention_in_days":\d+/, '"skip_destroy":true'),
    /never expires/,
  ],
  "a secret in a function's environment": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, '"LEDGER_PREFIX"', '"DATABASE_PASSWORD"'),
    /DATABASE_PASSWORD is not known to hold no secret/,
  ],
  "an action with a wildcard": [
    iamWildcards,
    ASSOCIATION,
    spoiled(ASSOCIATION, "iam:PassRole", "iam:*"),
    /iam:\* is not explained/,
  ],
  "a resource with a wildcard": [
    iamWildcards,
    FOUNDATION,
    spoiled(FOUNDATION, /:parameter\/smus\/control-plane\/\*/, ":parameter/*"),
    /parameter\/\* is not explained/,
  ],
  "an action that does not exist": [
    authorizationReference,
    ASSOCIATION,
    spoiled(ASSOCIATION, "iam:PassRole", "iam:PassRoles"),
    /: iam:PassRoles is no action/,
  ],
  "a pattern that matches no action": [
    authorizationReference,
    ASSOCIATION,
    spoiled(ASSOCIATION, "iam:PassRole", "iam:PassRoles*"),
    /: iam:PassRoles\* is no action/,
  ],
  "a condition key that an action does not have": [
    authorizationReference,
    FOUNDATION,
    spoiled(FOUNDATION, "iam:PassedToService", "kms:ViaService"),
    /: iam:PassRole has no condition key kms:ViaService/,
  ],
  "a condition operator that IAM does not have": [
    authorizationReference,
    FOUNDATION,
    spoiled(FOUNDATION, "StringEquals", "StringIs"),
    /IAM does not take it: statement \d+: condition operator StringIs is not known/,
  ],
  "a resource that no action of its statement takes": [
    authorizationReference,
    FOUNDATION,
    spoiled(FOUNDATION, /:ssm:([^:]*:[^:]*):parameter\//, ":ssm:$1:document/"),
    /: no action takes arn:aws:ssm:.*:document\/|takes none of the resources/,
  ],
  "data that can be destroyed": [
    destroyProtection,
    FOUNDATION,
    spoiled(FOUNDATION, '"prevent_destroy":true', '"prevent_destroy":false'),
    /can be destroyed at protection all/,
  ],
  "a trial that cannot be destroyed": [
    destroyProtection,
    { ...spoiled(FOUNDATION, /"prevent_destroy":true/g, '"prevent_destroy":false'), protection: "none" },
    { ...FOUNDATION, protection: "none" },
    /cannot be destroyed at protection none/,
  ],
  "a trust without the source's account": [
    trustSourceAccount,
    ASSOCIATION,
    spoiled(ASSOCIATION, /aws:SourceAccount/g, "aws:PrincipalAccount"),
    /lets datazone.amazonaws.com assume it/,
  ],
  "a trust in a foreign account": [
    trustSourceAccount,
    ASSOCIATION,
    spoiled(ASSOCIATION, /(SourceAccount\\":\\")000000000001/, "$1000000000099"),
    /000000000099/,
  ],
  "an ARN of another partition": [
    partitionNeutral,
    FOUNDATION,
    { ...FOUNDATION, partition: "aws-us-gov" },
    /^arn:aws:/,
  ],
  "an argument region": [
    noRegionArgument,
    FOUNDATION,
    withResource(FOUNDATION, "aws_sqs_queue", { region: "eu-west-1" }),
    /aws_sqs_queue.Added has an argument region/,
  ],
  "an empty text in an output": [
    noEmptyTexts,
    FOUNDATION,
    spoiled(FOUNDATION, /"vpcId":"[^"]*"/, '"vpcId":""'),
    /^output regions\.[\w-]+\.vpcId is empty$/,
  ],
  "an empty text as an argument": [
    noEmptyTexts,
    FOUNDATION,
    spoiled(FOUNDATION, /"kms_master_key_id":"[^"]*"/, '"kms_master_key_id":""'),
    /kms_master_key_id is empty/,
  ],
  "an empty text that is sent to the function": [
    noEmptyTexts,
    ASSOCIATION,
    spoiled(ASSOCIATION, '\\"KmsKeyArn\\":', '\\"S3Location\\":\\"\\",\\"KmsKeyArn\\":'),
    /sends "S3Location":""/,
  ],
  "a bucket with SSE-KMS and no key": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, /"kms_master_key_id":"[^"]*",/, ""),
    /is not encrypted with a key of our own/,
  ],
  "a bucket with a key of ours where AWS's is published": [
    encryption,
    FOUNDATION,
    spoiled(FOUNDATION, /"kmsKeyArn":"[^"]*"/, '"kmsKeyArn":"aws-owned"'),
    /is not encrypted with a key of S3/,
  ],
  "a state bucket with a key of S3": [
    encryption,
    STATE,
    spoiled(STATE, /"kms_master_key_id":"[^"]*","sse_algorithm":"aws:kms"/, '"sse_algorithm":"AES256"'),
    /is not encrypted with a key of our own/,
  ],
  "an output that nobody declared": [
    declaredOutputs,
    FOUNDATION,
    { ...FOUNDATION, json: { ...FOUNDATION.json, output: { ...FOUNDATION.json.output, "cross-stack-output-x": {} } } },
    /output cross-stack-output-x is not declared/,
  ],
  "an output that is missing": [
    declaredOutputs,
    FOUNDATION,
    { ...FOUNDATION, json: { ...FOUNDATION.json, output: {} } },
    /output regions is missing/,
  ],
  "two constructs with one address": [
    noDuplicateAddress,
    FOUNDATION,
    { ...FOUNDATION, constructed: [...FOUNDATION.constructed, FOUNDATION.constructed[0]] },
    /was constructed twice/,
  ],
  "a reference to another stack": [
    declaredReferences,
    ASSOCIATION,
    withResource(ASSOCIATION, "aws_sqs_queue", { name: "${aws_kms_key.Key_12345678.arn}" }),
    /aws_kms_key.Key_12345678/,
  ],
  "a construct that was lost": [
    noDuplicateAddress,
    FOUNDATION,
    { ...FOUNDATION, constructed: [...FOUNDATION.constructed, "aws_iam_role.Lost"] },
    /aws_iam_role.Lost was lost/,
  ],
  "a token of CDKTF": [
    noTokens,
    FOUNDATION,
    withResource(FOUNDATION, "aws_sqs_queue", { name: "q-${TfToken[TOKEN.12]}" }),
    /TfToken\[TOKEN\.12\]/,
  ],
  "a data source that waits": [
    readsAtPlanTime,
    ASSOCIATION,
    spoiled(ASSOCIATION, '"qualifier":"read"', '"qualifier":"read","depends_on":["aws_iam_role.X"]'),
    /has depends_on/,
  ],
  "a data source that names a resource": [
    readsAtPlanTime,
    ASSOCIATION,
    spoiled(ASSOCIATION, '"qualifier":"read"', '"qualifier":"${aws_lambda_alias.Read.name}"'),
    /names aws_lambda_alias.Read/,
  ],
  "a guard for another stage": [
    stageGuard,
    FOUNDATION,
    spoiled(FOUNDATION, 'terraform.workspace == \\"dev\\"', 'terraform.workspace == \\"prod\\"'),
    /does not compare the workspace with dev/,
  ],
  "no look at the receipt": [
    stageGuard,
    FOUNDATION,
    spoiled(FOUNDATION, ".keys) > 0", ".keys) >= 0"),
    /does not look for the bootstrap receipt/,
  ],
  "another provider": [
    pinnedVersions,
    FOUNDATION,
    spoiled(FOUNDATION, '"source":"hashicorp/aws"', '"source":"aws"'),
    /provider source is "aws"/,
  ],
};

const ORGANIZATION_CASES: Readonly<Record<string, [OrganizationRule, bad: StackUnderTest[], problem: RegExp]>> = {
  "two states in one place": [
    uniqueRemoteBackend,
    [FOUNDATION, { ...FOUNDATION, id: "other" }],
    /keep their states in/,
  ],
  "a stack without a backend": [
    uniqueRemoteBackend,
    [{ ...FOUNDATION, json: { ...FOUNDATION.json, terraform: {} } }],
    /has no s3 backend/,
  ],
  "a local state where S3 was asked for": [
    uniqueRemoteBackend,
    [{ ...FOUNDATION, json: { ...FOUNDATION.json, terraform: { backend: { local: { path: "x" } } } } }],
    /has no s3 backend/,
  ],
  "a state that nobody keeps": [declaredInputs, [ASSOCIATION], /reads a state that no stack keeps/],
  "an output that nobody publishes": [
    declaredInputs,
    [...ORGANIZATION, spoiled(ASSOCIATION, "outputs.controlPlaneFunctionName", "outputs.functionName")],
    /reads functionName, which foundation does not publish/,
  ],
  "a name that is taken": [uniqueNames, [FOUNDATION, { ...FOUNDATION, stage: "prod" }], /are both smus-control-plane/],
};

describe("rules on a stack", () => {
  it.each(Object.entries(STACK_CASES))("reject %s", (_, [rule, good, bad, problem]) => {
    expect(rule(good)).toEqual([]);
    expect(rule(bad).join("\n")).toMatch(problem);
  });

  it("reject a type that is not documented", () => {
    const documented = typesInTables("| `aws_iam_role` | Native |\n| `data.x` | Native |\n");
    expect(documented).toEqual(new Set(["aws_iam_role", "data.x"]));
    const json = (type: string) => ({ json: { resource: { [type]: { X: {} } } } });
    expect(documentedTypes(json("aws_iam_role"), documented)).toEqual([]);
    expect(documentedTypes(json("aws_sqs_queue"), documented)).toEqual(["aws_sqs_queue is not in docs/mechanisms.md"]);
  });

  it("explain each wildcard with a reason and a page", () => {
    for (const { reason, link } of EXPLAINED) {
      expect(reason.length).toBeGreaterThan(10);
      expect(link).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
  });
});

describe("rules on an organization", () => {
  it.each(Object.entries(ORGANIZATION_CASES))("reject %s", (_, [rule, bad, problem]) => {
    expect(rule(ORGANIZATION)).toEqual([]);
    expect(rule(bad).join("\n")).toMatch(problem);
  });
});
