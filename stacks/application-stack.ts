import type { App } from "cdktf";
import type { Stage } from "../configuration/model";
import { NONE } from "../contracts/missing-value";
import { ApplicationAlarms, ApplicationDashboard } from "../modules/application";
import { type AccessPart, addAccess } from "./application/access-part";
import { addApi } from "./application/api-part";
import { ApplicationGround } from "./application/ground";
import { addProjects, type ProjectsPart } from "./application/projects-part";
import { addReports } from "./application/reports-part";
import { SmusStack } from "./base";
import { DomainReferences } from "./domain-references";
import type { StageContext } from "./stage-context";
import { VocabularyReferences } from "./vocabulary-references";

/**
 * Layer `application`, governance account: the governance application, which decides on requests for access by the stage's rules.
 *
 * Needs the vocabulary, whose terms rules name, and the projects, whose members decide. Its role is in layer `foundation`. Exists in
 * the stage that owns the domain only. Each function is a part in `stacks/application/`.
 */
export class ApplicationStack extends SmusStack<"application"> {
  public readonly domain: DomainReferences;
  public readonly vocabulary: VocabularyReferences;

  /** @param stages - All stages of the organization: requests come from projects of each stage of the domain. */
  constructor(app: App, context: StageContext, stages: readonly Stage[]) {
    super(app, "application", context.stackProps({ account: context.stage.governance.key, layer: "application" }));
    const { stage } = context;
    const { application } = stage;
    if (application === undefined) throw new Error(`stage ${stage.name} has no application`);
    this.domain = new DomainReferences(this, context);
    this.vocabulary = new VocabularyReferences(this, context);
    const { domain, vocabulary } = this;
    const ground = new ApplicationGround(this, { context, stage, application, stages, domain, vocabulary });
    const access = addAccess(ground);
    const reports = addReports(ground);
    const projects = addProjects(ground);
    this.addWatch(ground, { ...access, reports, projects });
    const api = addApi(ground, { ...access, projects: projects?.function });
    this.publish({
      accessFunctionName: access.function.functionName,
      reportsFunctionName: reports.functionName,
      projectsFunctionName: projects?.function.functionName ?? NONE,
      tableName: ground.table.tableName,
      bucketName: ground.bucket.bucketName,
      noticesTopicArn: ground.topics.notices.arn,
      alarmsTopicArn: ground.topics.alarms.arn,
      portalUrl: api?.url ?? NONE,
      portalDomainTarget: api?.domainTarget ?? NONE,
    });
  }

  /** Alarms, and one page to look at. */
  private addWatch(
    ground: ApplicationGround,
    functions: AccessPart & {
      readonly reports: ReturnType<typeof addReports>;
      readonly projects: ProjectsPart | undefined;
    },
  ): void {
    const { place, deadLetters, table, topics, plan } = ground;
    const parts = { place, deadLetters, ...functions };
    const { names: alarmNames } = new ApplicationAlarms(this, "Alarm", {
      ...parts,
      topic: topics.alarms,
      sweepMinutes: plan.application.sweepMinutes,
      watchesTargets: plan.application.rights !== undefined,
    });
    new ApplicationDashboard(this, "Dashboard", { ...parts, table, alarmNames });
  }
}
