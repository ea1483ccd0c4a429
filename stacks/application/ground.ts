import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import type { ResolvedApplication, Stage } from "../../configuration/model";
import { REPORTS_PREFIX } from "../../contracts/application/reports-settings";
import { keyText, type KeyInUse } from "../../contracts/encryption-key";
import { APPLICATION_NAMES, keyAlias } from "../../contracts/names";
import {
  ApplicationQueue,
  ApplicationTable,
  ApplicationTopic,
  ruleArn,
  type ApplicationPlace,
} from "../../modules/application";
import { attributeOf } from "../../modules/expression";
import { applicationKeyPolicy, EncryptionKey } from "../../modules/kms-key";
import { PrivateBucket } from "../../modules/private-bucket";
import type { SmusStack } from "../base";
import type { DomainReferences } from "../domain-references";
import type { StageContext } from "../stage-context";
import type { VocabularyReferences } from "../vocabulary-references";

/** Sources of the application's functions: the stage, and objects of other layers. */
export interface ApplicationPlan {
  readonly context: StageContext;
  readonly stage: Stage;
  readonly application: ResolvedApplication;
  /** All stages of the organization: requests come from projects of each stage of the domain. */
  readonly stages: readonly Stage[];
  readonly domain: DomainReferences;
  readonly vocabulary: VocabularyReferences;
}

/**
 * Ground that the functions of the application share: key, table, bucket with their settings, topics, and the queue of dead letters.
 *
 * No construct of its own: it adds to the stack, whose addresses stay as they are however the code is cut.
 */
export class ApplicationGround {
  public readonly place: ApplicationPlace;
  public readonly table: ApplicationTable;
  public readonly bucket: PrivateBucket;
  public readonly topics: Readonly<Record<"notices" | "alarms", ApplicationTopic>>;
  public readonly deadLetters: ApplicationQueue;
  private readonly queues: Construct;

  constructor(
    public readonly stack: SmusStack<"application">,
    public readonly plan: ApplicationPlan,
  ) {
    const { partition, region, prefix, protectsData } = plan.context;
    const accountId = plan.stage.governance.id;
    this.place = { partition, accountId, region, prefix, key: this.addKey(), protect: protectsData };
    this.table = new ApplicationTable(stack, "Table", this.place);
    this.bucket = this.addBucket();
    this.topics = this.addTopics();
    this.queues = new Construct(stack, "Queue");
    this.deadLetters = new ApplicationQueue(this.queues, "DeadLetters", {
      place: this.place,
      ruleArns: this.ruleNames().map((name) => ruleArn(this.place, name)),
      name: APPLICATION_NAMES.deadLetters(prefix),
      visibilitySeconds: 30,
    });
  }

  /**
   * Adds the queue of a function's messages.
   *
   * @param options - its name, the rule of EventBridge that sends to it, and the seconds that the function may run
   */
  public addQueue(
    id: string,
    {
      name,
      ruleArn,
      timeoutSeconds,
    }: { readonly name: string; readonly ruleArn: string; readonly timeoutSeconds: number },
  ): ApplicationQueue {
    return new ApplicationQueue(this.queues, id, {
      place: this.place,
      ruleArns: [ruleArn],
      name,
      // What Lambda asks for: a batch may run to the function's end, and be tried again after throttling.
      visibilitySeconds: 6 * timeoutSeconds,
      deadLetters: this.deadLetters,
    });
  }

  /** @returns expression of the version of the settings: one that changes makes the function read them anew */
  public addSettings(id: string, { key, content }: { readonly key: string; readonly content: string }): string {
    const encryption = this.place.key;
    const object = new S3Object(this.stack, id, {
      bucket: this.bucket.bucketName,
      key,
      content,
      contentType: "application/json",
      ...(encryption.type === "awsOwned" ? {} : { kmsKeyId: keyText(encryption) }),
      dependsOn: [...this.bucket.dependables],
    });
    return attributeOf(object, "version_id");
  }

  /** Rules of EventBridge whose events go to the dead letters where they do not reach their queue. */
  private ruleNames(): string[] {
    const { prefix } = this.place;
    const asked = this.plan.application.projects === undefined ? [] : [APPLICATION_NAMES.projectsDoorbell(prefix)];
    return [APPLICATION_NAMES.doorbell(prefix), ...asked];
  }

  private addKey(): KeyInUse {
    const { context, application, stage } = this.plan;
    if (application.key.type !== "created") return application.key;
    return new EncryptionKey(this.stack, "Key", {
      alias: keyAlias(context.prefix, "application"),
      description: "SageMaker Unified Studio governance application",
      policy: applicationKeyPolicy({
        partition: context.partition,
        accountId: stage.governance.id,
        region: context.region,
      }),
      protect: context.protectsData,
    }).inUse;
  }

  private addBucket(): PrivateBucket {
    const { partition, accountId, region, prefix, key, protect } = this.place;
    const { keepDays } = this.plan.application.reports;
    return new PrivateBucket(this.stack, "Bucket", {
      partition,
      bucketName: APPLICATION_NAMES.bucket(prefix, accountId, region),
      key,
      protect,
      objectLock: this.plan.application.evidence.objectLock !== undefined,
      ...(keepDays === undefined ? {} : { expirations: [{ prefix: REPORTS_PREFIX, days: keepDays }] }),
    });
  }

  private addTopics(): Readonly<Record<"notices" | "alarms", ApplicationTopic>> {
    const { place } = this;
    const { notices, alarms } = this.plan.application;
    const scope = new Construct(this.stack, "Topic");
    return {
      notices: new ApplicationTopic(scope, "Notices", {
        place,
        name: APPLICATION_NAMES.notices(place.prefix),
        emails: notices.emails,
      }),
      alarms: new ApplicationTopic(scope, "Alarms", {
        place,
        name: APPLICATION_NAMES.alarms(place.prefix),
        emails: alarms.emails,
        services: ["cloudwatch.amazonaws.com"],
      }),
    };
  }
}
