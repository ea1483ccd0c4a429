import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import type { App } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedApplication, Stage } from "../configuration/model";
import { API_SETTINGS_KEY } from "../contracts/application/api-settings";
import { ACCESS_SETTINGS_KEY } from "../contracts/application/access-settings";
import { REPORTS_SETTINGS_KEY } from "../contracts/application/reports-settings";
import { keyText, type KeyInUse } from "../contracts/encryption-key";
import { NONE } from "../contracts/missing-value";
import { APPLICATION_NAMES, keyAlias } from "../contracts/names";
import {
  ACCESS_TIMEOUT_SECONDS,
  AccessFunction,
  addDailyReports,
  addSweep,
  ApiFunction,
  ApplicationAlarms,
  type ApplicationAlarmsProps,
  ApplicationDashboard,
  ApplicationQueue,
  ApplicationTable,
  ApplicationTopic,
  Doorbell,
  doorbellRuleArn,
  HttpApi,
  ReportsFunction,
  type ApplicationPlace,
} from "../modules/application";
import { attributeOf } from "../modules/expression";
import { bundleFunction } from "../modules/function-code";
import { applicationKeyPolicy, EncryptionKey } from "../modules/kms-key";
import { PrivateBucket } from "../modules/private-bucket";
import { accessSettingsDocument } from "./access-settings-document";
import { apiSettingsDocument } from "./api-settings-document";
import { SmusStack } from "./base";
import { reportsSettingsDocument } from "./reports-settings-document";
import { DomainReferences } from "./domain-references";
import type { StageContext } from "./stage-context";
import { VocabularyReferences } from "./vocabulary-references";

/**
 * Layer `application`, governance account: the governance application, which decides on requests for access by the stage's rules.
 *
 * Needs the vocabulary, whose terms rules name, and the projects, whose members decide. Its role is in layer `foundation`. Exists in
 * the stage that owns the domain only.
 */
export class ApplicationStack extends SmusStack<"application"> {
  private readonly application: ResolvedApplication;
  private readonly place: ApplicationPlace;
  public readonly domain: DomainReferences;
  public readonly vocabulary: VocabularyReferences;

  /** @param stages - All stages of the organization: requests come from projects of each stage of the domain. */
  constructor(
    app: App,
    private readonly context: StageContext,
    private readonly stages: readonly Stage[],
  ) {
    super(app, "application", context.stackProps({ account: context.stage.governance.key, layer: "application" }));
    const { application } = context.stage;
    if (application === undefined) throw new Error(`stage ${context.stage.name} has no application`);
    this.application = application;
    this.domain = new DomainReferences(this, context);
    this.vocabulary = new VocabularyReferences(this, context);
    this.place = this.placeWith(this.addKey());
    const table = new ApplicationTable(this, "Table", this.place);
    const bucket = this.addBucket();
    const topics = this.addTopics();
    const { queue, deadLetters } = this.addQueues();
    const lambda = new AccessFunction(this, "Access", {
      place: this.place,
      code: bundleFunction("application-access"),
      bucket,
      settingsVersion: this.addSettings(bucket, "Settings", {
        key: ACCESS_SETTINGS_KEY,
        content: accessSettingsDocument(context.stage, application, stages, this),
      }),
      table,
      queue,
      ...topics,
      locksEvidence: application.evidence.objectLock !== undefined,
      logRetentionDays: application.logRetentionDays,
    });
    const parts = { place: this.place, function: lambda, queue, deadLetters, table };
    new Doorbell(this, "Doorbell", parts);
    addSweep(this, { ...parts, minutes: application.sweepMinutes });
    const reports = this.addReports({ bucket, table, deadLetters });
    this.addWatch({ ...parts, reports, topic: topics.alarms });
    const api = this.addApi({ bucket, table, queue });
    this.publish({
      accessFunctionName: lambda.functionName,
      reportsFunctionName: reports.functionName,
      tableName: table.tableName,
      bucketName: bucket.bucketName,
      noticesTopicArn: topics.notices.arn,
      alarmsTopicArn: topics.alarms.arn,
      portalUrl: api?.url ?? NONE,
      portalDomainTarget: api?.domainTarget ?? NONE,
    });
  }

  /** Alarms, and one page to look at. */
  private addWatch(parts: Omit<ApplicationAlarmsProps, "sweepMinutes"> & { readonly table: ApplicationTable }): void {
    const { sweepMinutes } = this.application;
    const { names: alarmNames } = new ApplicationAlarms(this, "Alarm", { ...parts, sweepMinutes });
    new ApplicationDashboard(this, "Dashboard", { ...parts, alarmNames });
  }

  /** The function that writes the reports, and its schedule. */
  private addReports(parts: {
    bucket: PrivateBucket;
    table: ApplicationTable;
    deadLetters: ApplicationQueue;
  }): ReportsFunction {
    const { context, application, place, stages } = this;
    const scope = new Construct(this, "Reports");
    const lambda = new ReportsFunction(scope, "Function", {
      ...parts,
      place,
      code: bundleFunction("application-reports"),
      domainId: this.domain.domainId,
      settingsVersion: this.addSettings(parts.bucket, "ReportsSettings", {
        key: REPORTS_SETTINGS_KEY,
        content: reportsSettingsDocument(context.stage, stages),
      }),
      logRetentionDays: application.logRetentionDays,
    });
    addDailyReports(scope, { ...parts, place, function: lambda, hour: application.reports.hour });
    return lambda;
  }

  private addApi(parts: {
    bucket: PrivateBucket;
    table: ApplicationTable;
    queue: ApplicationQueue;
  }): HttpApi | undefined {
    const { api, logRetentionDays } = this.application;
    if (api === undefined) return undefined;
    const { identity, requestsPerSecond, customDomain } = api;
    const issuer = this.context.options.issuer ?? identity.issuer;
    const scope = new Construct(this, "Api");
    const lambda = new ApiFunction(scope, "Function", {
      place: this.place,
      code: bundleFunction("application-api"),
      domainId: this.domain.domainId,
      settingsVersion: this.addSettings(parts.bucket, "ApiSettings", {
        key: API_SETTINGS_KEY,
        content: apiSettingsDocument(this.context.stage, { ...this.application, issuer }, this.stages, this),
      }),
      logRetentionDays,
      ...parts,
    });
    return new HttpApi(scope, "Http", {
      place: this.place,
      function: lambda,
      issuer,
      audiences: identity.audiences ?? [identity.clientId],
      requestsPerSecond,
      customDomain,
    });
  }

  private placeWith(key: KeyInUse): ApplicationPlace {
    const { partition, region, prefix, protectsData, stage } = this.context;
    return { partition, accountId: stage.governance.id, region, prefix, key, protect: protectsData };
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
  private addSettings(
    bucket: PrivateBucket,
    id: string,
    { key, content }: { readonly key: string; readonly content: string },
  ): string {
    const encryption = this.place.key;
    const object = new S3Object(this, id, {
      bucket: bucket.bucketName,
      key,
      content,
      contentType: "application/json",
      ...(encryption.type === "awsOwned" ? {} : { kmsKeyId: keyText(encryption) }),
      dependsOn: [...bucket.dependables],
    });
    return attributeOf(object, "version_id");
  }
}
