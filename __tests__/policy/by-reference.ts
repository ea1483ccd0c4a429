import { fitsArnFormat } from "../../packages/emulator/iam/arn-formats";
import { compileDocument } from "../../packages/emulator/iam/document";
import {
  actionReference,
  type ActionReference,
  actionsMatching,
  hasConditionKey,
  isGlobalConditionKey,
} from "../../packages/emulator/iam/reference";
import type { Statement } from "./policy-documents";

type Lists = Readonly<Record<string, readonly string[]>>;

/** A finding that stays, for a reason. */
interface Explained {
  readonly finding: RegExp;
  readonly reason: string;
}

const EXPLAINED: readonly Explained[] = [
  {
    finding: /: kms:DescribeKey has no condition key kms:EncryptionContext:aws:logs:arn$/,
    reason:
      "AWS's page writes it so, in AmazonCloudWatchLogs/latest/logs/encrypt-log-data-kms.html; it has no effect, and the managed policy CloudWatchLogsAPIKeyAccess gives DescribeKey a statement of its own",
  },
];

/**
 * Keys of a trust policy for an identity provider: its host with a claim of the token.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const CLAIMS = /^[\w.-]+(\/[\w.-]+)*:(aud|sub)$|^token\.actions\.githubusercontent\.com:(repository|environment)$/;

/** Values that Terraform fills in, in a form that IAM takes: what is no ARN yet when a stack is synthesized. */
const FILLED: readonly [RegExp, string][] = [
  [/^<(local\.KeyArn|aws_kms_key\..+\.arn)>$/, "arn:aws:kms:eu-west-1:111122223333:key/filled-in"],
];

/**
 * Finds what the service authorization reference says against a policy document: actions and condition keys that do not
 * exist, and resources that no action of the statement takes, so that it grants nothing there.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export function findingsByReference(
  statements: readonly Statement[],
  kind: "identity" | "resource" | "trust",
): string[] {
  const filled = statements.map(fill);
  const compiled = compileDocument(
    { Version: "2012-10-17", Statement: filled },
    kind === "identity" ? "identity" : "resource",
  );
  const findings =
    "problem" in compiled
      ? [`IAM does not take it: ${compiled.problem}`]
      : filled.flatMap((statement, index) =>
          findingsOf(statement).map((finding) => `statement ${statement.Sid ?? index}: ${finding}`),
        );
  return findings.filter((text) => !EXPLAINED.some(({ finding }) => finding.test(text)));
}

function findingsOf({ Action, Resource = ["*"], Condition = {} }: Statement): string[] {
  const actions = list(Action).filter((pattern) => pattern !== "*");
  const meant = new Map(actions.map((pattern) => [pattern, referencesOf(pattern)]));
  const unknown = actions.filter((pattern) => meant.get(pattern)?.length === 0);
  const known = actions.filter((pattern) => !unknown.includes(pattern));
  const keys = Object.entries(Condition).flatMap(([operator, byKey]) =>
    Object.keys(byKey).map((key) => ({ key, lenient: operator.endsWith("IfExists") })),
  );
  const takes = (pattern: string, resource: string) =>
    (meant.get(pattern) ?? []).some(({ resourceTypes }) =>
      resourceTypes.some(({ arn }) => fitsArnFormat(resource, arn)),
    );
  const arns = list(Resource).filter((resource) => resource !== "*");
  return [
    ...unknown.map((pattern) => `${pattern} is no action`),
    ...keys.flatMap(({ key, lenient }) => {
      const without = known.filter((pattern) => !meant.get(pattern)!.some((action) => hasKey(action, key)));
      if (isGlobalConditionKey(key) || (lenient && without.length < known.length)) return [];
      return without.map((pattern) => `${pattern} has no condition key ${key}`);
    }),
    ...arns
      .filter((resource) => known.length > 0 && !known.some((pattern) => takes(pattern, resource)))
      .map((resource) => `no action takes ${resource}`),
    ...(arns.length < list(Resource).length
      ? []
      : known
          .filter((pattern) => !arns.some((resource) => takes(pattern, resource)))
          .map((pattern) => `${pattern} takes none of the resources`)),
  ];
}

function hasKey(action: ActionReference, key: string): boolean {
  return hasConditionKey(action, key) || (action.action === "sts:AssumeRoleWithWebIdentity" && CLAIMS.test(key));
}

function referencesOf(pattern: string): readonly ActionReference[] {
  if (/[*?]/.test(pattern)) return actionsMatching(pattern);
  const action = actionReference(pattern);
  return action === undefined ? [] : [action];
}

function fill(statement: Statement): Statement {
  const { Resource } = statement;
  if (Resource === undefined) return statement;
  return {
    ...statement,
    Resource: list(Resource).map((value) => FILLED.find(([stand]) => stand.test(value))?.[1] ?? value),
  };
}

function list(value: Lists[string] | string): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
