import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ACCESS_SETTINGS_KEY, ACCESS_VARIABLES, EVIDENCE_PREFIX } from "../../contracts/application/access-settings";
import { ACCESS_PERMISSIONS } from "../../contracts/application/permissions";
import { APPLICATION_NAMES } from "../../contracts/names";
import type { FunctionCode } from "../function-code";
import type { Statement } from "../iam-policy";
import { CodeFunction } from "../lambda-function";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationTable } from "./application-table";
import type { ApplicationTopic } from "./application-topic";
import { functionProps } from "./function-props";
import { keyStatements } from "./key-statements";
import type { ApplicationPlace } from "./place";

/** Longest time that Lambda lets a function run, in seconds: a sweep over a thousand projects takes minutes. */
export const ACCESS_TIMEOUT_SECONDS = 900;

/** Properties of {@link AccessFunction}. */
export interface AccessFunctionProps {
  readonly place: ApplicationPlace;
  /** Code that `bundleFunction("application-access")` of `modules/function-code` returns. */
  readonly code: FunctionCode;
  readonly bucket: { readonly bucketName: string; readonly arn: string };
  /** Expression of the version of the settings that the function reads. */
  readonly settingsVersion: string;
  readonly table: ApplicationTable;
  readonly queue: ApplicationQueue;
  readonly notices: ApplicationTopic;
  readonly alarms: ApplicationTopic;
  /** Evidence is locked. */
  readonly locksEvidence: boolean;
  readonly logRetentionDays: number;
}

/**
 * The function that settles requests for access, as the role of layer `foundation` that is a member of the standing projects.
 *
 * Creates the function with its log group, and gives the role its permissions: least, and none to ask for access.
 */
export class AccessFunction extends Construct {
  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AccessFunctionProps) {
    super(scope, id);
    const { place } = props;
    const name = APPLICATION_NAMES.accessFunction(place.prefix);
    const lambda = new CodeFunction(
      this,
      "Function",
      functionProps({
        ...{ place, name },
        description: "Settles requests for access to data",
        code: props.code,
        statements: statements(props),
        environment: variables(props),
        timeoutSeconds: ACCESS_TIMEOUT_SECONDS,
        memoryMiB: 512,
        logRetentionDays: props.logRetentionDays,
      }),
    );
    this.functionName = lambda.functionName;
    this.functionArn = lambda.functionArn;
    this.dependables = lambda.dependables;
  }
}

function variables({ bucket, settingsVersion, table, queue, notices, alarms }: AccessFunctionProps) {
  return {
    [ACCESS_VARIABLES.table]: table.tableName,
    [ACCESS_VARIABLES.bucket]: bucket.bucketName,
    [ACCESS_VARIABLES.settingsKey]: ACCESS_SETTINGS_KEY,
    [ACCESS_VARIABLES.settingsVersion]: settingsVersion,
    [ACCESS_VARIABLES.queue]: queue.url,
    [ACCESS_VARIABLES.noticesTopic]: notices.arn,
    [ACCESS_VARIABLES.alarmsTopic]: alarms.arn,
  };
}

function statements({ place, table, bucket, queue, notices, alarms, locksEvidence }: AccessFunctionProps): Statement[] {
  const { table: records, indexes, settings, evidence, lockedEvidence, topics, queue: messages } = ACCESS_PERMISSIONS;
  return [
    // `*`: what is in a domain has no ARN; the service itself decides by memberships.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
    { sid: "Requests", actions: ACCESS_PERMISSIONS.datazone, resources: ["*"] },
    { sid: "NeverAsks", effect: "Deny", actions: ACCESS_PERMISSIONS.denied, resources: ["*"] },
    { sid: "Records", actions: records, resources: [table.arn] },
    { sid: "Indexes", actions: indexes, resources: table.indexArns },
    { sid: "Settings", actions: settings, resources: [`${bucket.arn}/${ACCESS_SETTINGS_KEY}`] },
    {
      sid: "Evidence",
      actions: [...evidence, ...(locksEvidence ? lockedEvidence : [])],
      // `*`: each decision has an object of its own.
      resources: [`${bucket.arn}/${EVIDENCE_PREFIX}*`],
    },
    { sid: "Messages", actions: messages, resources: [queue.arn] },
    { sid: "Notices", actions: topics, resources: [notices.arn, alarms.arn] },
    ...keyStatements(place, ACCESS_PERMISSIONS.key),
  ];
}
