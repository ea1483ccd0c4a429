import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, serviceTrust } from "../iam-policy";
import { ServiceRole } from "../service-role";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationPlace } from "./place";

/** A function of the application, as its schedule and its alarms see it. */
export interface InvokedFunction {
  readonly functionName: string;
  readonly functionArn: string;
  readonly dependables: readonly ITerraformDependable[];
}

/** Properties of {@link FunctionSchedule}. */
export interface FunctionScheduleProps {
  readonly place: ApplicationPlace;
  /** Name of the schedule. Changing this replaces it. */
  readonly name: string;
  readonly description: string;
  /** The role that Scheduler invokes the function as: its name, and what it is for. Changing the name replaces it. */
  readonly role: { readonly name: string; readonly description: string };
  /** Name of the role's policy, letters and digits only. */
  readonly policyName: string;
  readonly function: InvokedFunction;
  readonly deadLetters: ApplicationQueue;
  /** Expression of Scheduler, in UTC. */
  readonly expression: string;
  /** Event that the function gets. */
  readonly event: object;
  /** Seconds after which an invocation that could not be made goes to the dead letters. */
  readonly retrySeconds: number;
}

/** A schedule that invokes a function of the application, and the role that Scheduler invokes it as. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { place, function: lambda, deadLetters } = props;
    const role = new ServiceRole(this, "Role", {
      partition: place.partition,
      accountId: place.accountId,
      name: props.role.name,
      path: "/",
      description: props.role.description,
      trust: serviceTrust({
        services: ["scheduler.amazonaws.com"],
        conditions: { StringEquals: { "aws:SourceAccount": place.accountId } },
      }),
      inlinePolicies: {
        [props.policyName]: policyDocument([
          { sid: "Function", actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] },
          { sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [deadLetters.arn] },
        ]),
      },
    });
    new SchedulerSchedule(this, "Schedule", {
      name: props.name,
      description: props.description,
      scheduleExpression: props.expression,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: lambda.functionArn,
        roleArn: role.arn,
        input: JSON.stringify(props.event),
        deadLetterConfig: { arn: deadLetters.arn },
        retryPolicy: { maximumEventAgeInSeconds: props.retrySeconds, maximumRetryAttempts: 2 },
      },
      dependsOn: [...role.dependables, ...lambda.dependables, ...deadLetters.dependables],
    });
  }
}
