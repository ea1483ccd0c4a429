import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PROJECTS_PERMISSIONS } from "../../contracts/application/permissions";
import {
  PROJECTS_EVIDENCE_PREFIX,
  PROJECTS_SETTINGS_KEY,
  PROJECTS_VARIABLES,
} from "../../contracts/application/projects-settings";
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
export const PROJECTS_TIMEOUT_SECONDS = 900;

/** Properties of {@link ProjectsFunction}. */
export interface ProjectsFunctionProps {
  readonly place: ApplicationPlace;
  /** Code that `bundleFunction("application-projects")` of `modules/function-code` returns. */
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
  /** ARNs of the roles that may become members, with `*` for the end of names that come later. */
  readonly principalRoleArns: readonly string[];
}

/**
 * The function that makes the projects that people ask for, follows them and ends them, as the role of layer `foundation` that may make
 * projects: it owns those that it has made.
 *
 * Creates the function with its log group, and gives the role its permissions: least, and none to ask for data or to decide on it.
 */
export class ProjectsFunction extends Construct {
  public readonly functionName: string;
  public readonly functionArn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ProjectsFunctionProps) {
    super(scope, id);
    const { place } = props;
    const name = APPLICATION_NAMES.projects(place.prefix);
    const lambda = new CodeFunction(
      this,
      "Function",
      functionProps({
        ...{ place, name },
        description: "Makes, follows and ends the projects that people ask for",
        code: props.code,
        statements: statements(props),
        environment: variables(props),
        timeoutSeconds: PROJECTS_TIMEOUT_SECONDS,
        memoryMiB: 512,
        logRetentionDays: props.logRetentionDays,
      }),
    );
    this.functionName = lambda.functionName;
    this.functionArn = lambda.functionArn;
    this.dependables = lambda.dependables;
  }
}

function variables({ bucket, settingsVersion, table, queue, notices, alarms }: ProjectsFunctionProps) {
  return {
    [PROJECTS_VARIABLES.table]: table.tableName,
    [PROJECTS_VARIABLES.bucket]: bucket.bucketName,
    [PROJECTS_VARIABLES.settingsKey]: PROJECTS_SETTINGS_KEY,
    [PROJECTS_VARIABLES.settingsVersion]: settingsVersion,
    [PROJECTS_VARIABLES.queue]: queue.url,
    [PROJECTS_VARIABLES.noticesTopic]: notices.arn,
    [PROJECTS_VARIABLES.alarmsTopic]: alarms.arn,
  };
}

function statements(props: ProjectsFunctionProps): Statement[] {
  const { place, table, bucket, queue, notices, alarms, locksEvidence } = props;
  const { table: records, indexes, settings, evidence, lockedEvidence, topics, queue: messages } = PROJECTS_PERMISSIONS;
  return [
    // `*`: what is in a domain has no ARN; the service itself decides by memberships and grants.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
    { sid: "Requests", actions: PROJECTS_PERMISSIONS.datazone, resources: ["*"] },
    { sid: "RolesOfPrincipals", actions: PROJECTS_PERMISSIONS.principals, resources: props.principalRoleArns },
    { sid: "NeverDecides", effect: "Deny", actions: PROJECTS_PERMISSIONS.denied, resources: ["*"] },
    { sid: "Records", actions: records, resources: [table.arn] },
    { sid: "Indexes", actions: indexes, resources: table.indexArns },
    { sid: "Settings", actions: settings, resources: [`${bucket.arn}/${PROJECTS_SETTINGS_KEY}`] },
    {
      sid: "Evidence",
      actions: [...evidence, ...(locksEvidence ? lockedEvidence : [])],
      // `*`: each decision, beginning and end has an object of its own.
      resources: [`${bucket.arn}/${PROJECTS_EVIDENCE_PREFIX}*`],
    },
    { sid: "Messages", actions: messages, resources: [queue.arn] },
    { sid: "Notices", actions: topics, resources: [notices.arn, alarms.arn] },
    ...keyStatements(place, PROJECTS_PERMISSIONS.key),
  ];
}
