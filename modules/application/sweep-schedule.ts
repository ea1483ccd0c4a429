import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { Construct } from "constructs";
import { SWEEP_EVENT } from "../../contracts/application/access-settings";
import { APPLICATION_NAMES } from "../../contracts/names";
import { policyDocument, serviceTrust } from "../iam-policy";
import { ServiceRole } from "../service-role";
import type { AccessFunction } from "./access-function";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationPlace } from "./place";

/** Properties of {@link SweepSchedule}. */
export interface SweepScheduleProps {
  readonly place: ApplicationPlace;
  readonly function: AccessFunction;
  readonly deadLetters: ApplicationQueue;
  readonly minutes: number;
}

/** The schedule that has the function look at everything that is due, and the role that Scheduler invokes it as. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, { place, function: lambda, deadLetters, minutes }: SweepScheduleProps) {
    super(scope, id);
    const name = APPLICATION_NAMES.sweep(place.prefix);
    const role = new ServiceRole(this, "Role", {
      partition: place.partition,
      accountId: place.accountId,
      name,
      path: "/",
      description: "Invokes the sweep of the governance application",
      trust: serviceTrust({
        services: ["scheduler.amazonaws.com"],
        conditions: { StringEquals: { "aws:SourceAccount": place.accountId } },
      }),
      inlinePolicies: {
        Sweep: policyDocument([
          { sid: "Function", actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] },
          { sid: "DeadLetters", actions: ["sqs:SendMessage"], resources: [deadLetters.arn] },
        ]),
      },
    });
    new SchedulerSchedule(this, "Schedule", {
      name,
      description: "Looks at requests for access that are due, and at those that no event told of",
      scheduleExpression: `rate(${minutes} minutes)`,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: lambda.functionArn,
        roleArn: role.arn,
        input: JSON.stringify(SWEEP_EVENT),
        deadLetterConfig: { arn: deadLetters.arn },
        // The next sweep finds what this one missed.
        retryPolicy: { maximumEventAgeInSeconds: 60 * minutes, maximumRetryAttempts: 2 },
      },
      dependsOn: [...role.dependables, ...lambda.dependables, ...deadLetters.dependables],
    });
  }
}
