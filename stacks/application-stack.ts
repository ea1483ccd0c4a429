import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import type { App } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedApplication, Stage } from "../configuration/model";
import { ACCESS_SETTINGS_KEY } from "../contracts/application/access-settings";
import { keyText, type KeyInUse } from "../contracts/encryption-key";
import { APPLICATION_NAMES, keyAlias } from "../contracts/names";
import {
  ACCESS_TIMEOUT_SECONDS,
  AccessFunction,
  ApplicationAlarms,
  ApplicationDashboard,
  ApplicationQueue,
  ApplicationTable,
  ApplicationTopic,
  Doorbell,
  doorbellRuleArn,
  SweepSchedule,
  type ApplicationPlace,
} from "../modules/application";
import { attributeOf } from "../modules/expression";
import { bundleFunction } from "../modules/function-code";
import { applicationKeyPolicy, EncryptionKey } from "../modules/kms-key";
import { PrivateBucket } from "../modules/private-bucket";
import { accessSettingsDocument } from "./access-settings-document";
import { SmusStack } from "./base";
import type { StageContext } from "./stage-context";

/**
 * Layer `application`, governance account: the governance application, which decides on requests for access by the stage's rules.
 *
 * Needs the vocabulary, whose terms rules name, and the projects, whose members decide. Its role is in layer `foundation`. Exists in
 * the stage that owns the domain only.
 */
export class ApplicationStack extends SmusStack<"application"> {
  private readonly application: ResolvedApplication;
  private readonly place: ApplicationPlace;

  /** @param stages - All stages of the organization: requests come from projects of each stage of the domain. */
  constructor(
    app: App,
    private readonly context: StageContext,
    stages: readonly Stage[],
  ) {
    super(app, "application", context.stackProps({ account: context.stage.governance.key, layer: "application" }));
    const { application } = context.stage;
    if (application === undefined) throw new Error(`stage ${context.stage.name} has no application`);
    this.application = application;
    this.place = {
      partition: context.partition,
      accountId: context.stage.governance.id,
      region: context.region,
      prefix: context.prefix,
      key: this.addKey(),
      protect: context.protectsData,
    };
    const table = new ApplicationTable(this, "Table", this.place);
    const bucket = this.addBucket();
    const topics = this.addTopics();
    const { queue, deadLetters } = this.addQueues();
    const lambda = new AccessFunction(this, "Access", {
      place: this.place,
      code: bundleFunction("application-access"),
      bucket,
      settingsVersion: this.addSettings(bucket, stages),
      table,
      queue,
      ...topics,
      locksEvidence: application.evidence.objectLock !== undefined,
      logRetentionDays: application.logRetentionDays,
    });
    const parts = { place: this.place, function: lambda, queue, deadLetters, table };
    new Doorbell(this, "Doorbell", parts);
    new SweepSchedule(this, "Sweep", { ...parts, minutes: application.sweepMinutes });
    const alarms = { ...parts, topic: topics.alarms, sweepMinutes: application.sweepMinutes };
    const { names: alarmNames } = new ApplicationAlarms(this, "Alarm", alarms);
    new ApplicationDashboard(this, "Dashboard", { ...parts, alarmNames });
    this.publish({
      accessFunctionName: lambda.functionName,
      tableName: table.tableName,
      bucketName: bucket.bucketName,
      noticesTopicArn: topics.notices.arn,
      alarmsTopicArn: topics.alarms.arn,
    });
  }

  private addKey(): KeyInUse {
    const { context, application } = this;
    if (application.key.type !== "created") return application.key;
    return new EncryptionKey(this, "Key", {
      alias: keyAlias(context.prefix, "application"),
      description: "SageMaker Unified Studio governance application",
      policy: applicationKeyPolicy({
        partition: context.partition,
        accountId: context.stage.governance.id,
        region: context.region,
      }),
      protect: context.protectsData,
    }).inUse;
  }

  private addBucket(): PrivateBucket {
    const { partition, accountId, region, prefix, key, protect } = this.place;
    return new PrivateBucket(this, "Bucket", {
      partition,
      bucketName: APPLICATION_NAMES.bucket(prefix, accountId, region),
      key,
      protect,
      objectLock: this.application.evidence.objectLock !== undefined,
    });
  }

  private addTopics(): Readonly<Record<"notices" | "alarms", ApplicationTopic>> {
    const { place, application } = this;
    const scope = new Construct(this, "Topic");
    return {
      notices: new ApplicationTopic(scope, "Notices", {
        place,
        name: APPLICATION_NAMES.notices(place.prefix),
        emails: application.notices.emails,
      }),
      alarms: new ApplicationTopic(scope, "Alarms", {
        place,
        name: APPLICATION_NAMES.alarms(place.prefix),
        emails: application.alarms.emails,
        services: ["cloudwatch.amazonaws.com"],
      }),
    };
  }

  private addQueues(): Readonly<Record<"queue" | "deadLetters", ApplicationQueue>> {
    const { place } = this;
    const scope = new Construct(this, "Queue");
    const shared = { place, ruleArns: [doorbellRuleArn(place)] };
    const deadLetters = new ApplicationQueue(scope, "DeadLetters", {
      ...shared,
      name: APPLICATION_NAMES.deadLetters(place.prefix),
      visibilitySeconds: 30,
    });
    const queue = new ApplicationQueue(scope, "Access", {
      ...shared,
      name: APPLICATION_NAMES.queue(place.prefix),
      // What Lambda asks for: a batch may run to the function's end, and be tried again after throttling.
      visibilitySeconds: 6 * ACCESS_TIMEOUT_SECONDS,
      deadLetters,
    });
    return { queue, deadLetters };
  }

  /** @returns expression of the version of the settings: one that changes makes the function read them anew */
  private addSettings(bucket: PrivateBucket, stages: readonly Stage[]): string {
    const { key } = this.place;
    const object = new S3Object(this, "Settings", {
      bucket: bucket.bucketName,
      key: ACCESS_SETTINGS_KEY,
      content: accessSettingsDocument(this, this.context, this.application, stages),
      contentType: "application/json",
      ...(key.type === "awsOwned" ? {} : { kmsKeyId: keyText(key) }),
      dependsOn: [...bucket.dependables],
    });
    return attributeOf(object, "version_id");
  }
}
