import { Construct } from "constructs";
import { PROJECTS_SETTINGS_KEY } from "../../contracts/application/projects-settings";
import { APPLICATION_NAMES } from "../../contracts/names";
import {
  addProjectsSweep,
  type ApplicationQueue,
  Doorbell,
  PROJECTS_TIMEOUT_SECONDS,
  ProjectsFunction,
  ruleArn,
} from "../../modules/application";
import { PooledAskingRole } from "../../modules/asking-role";
import { bundleFunction } from "../../modules/function-code";
import { foundationOutputs } from "../domain-references";
import { principalArns } from "../principal-arns";
import { projectsSettingsDocument } from "../projects-settings-document";
import type { ApplicationGround } from "./ground";

/** The function that makes the projects that people ask for, and the queue that wakes it. */
export interface ProjectsPart {
  readonly function: ProjectsFunction;
  readonly queue: ApplicationQueue;
}

/**
 * Adds the function that makes the projects that people ask for, with its settings, its queue, its doorbell, its sweep, and the roles in
 * whose names people ask for data for such projects; nothing where nobody asks for projects.
 */
export function addProjects(ground: ApplicationGround): ProjectsPart | undefined {
  const { stack, plan, place, bucket, table, topics, deadLetters } = ground;
  const { application } = plan;
  if (application.projects === undefined) return undefined;
  const scope = new Construct(stack, "Projects");
  const rule = APPLICATION_NAMES.projectsDoorbell(place.prefix);
  const queue = ground.addQueue("Projects", {
    name: APPLICATION_NAMES.projects(place.prefix),
    ruleArn: ruleArn(place, rule),
    timeoutSeconds: PROJECTS_TIMEOUT_SECONDS,
  });
  const settings = { ...application, projects: application.projects };
  const lambda = new ProjectsFunction(scope, "Function", {
    place,
    code: bundleFunction("application-projects"),
    bucket,
    settingsVersion: ground.addSettings("ProjectsSettings", {
      key: PROJECTS_SETTINGS_KEY,
      content: projectsSettingsDocument(plan, settings, addPool(scope, ground, settings.projects.askingRoles)),
    }),
    table,
    queue,
    ...topics,
    locksEvidence: application.evidence.objectLock !== undefined,
    logRetentionDays: application.logRetentionDays,
    principalRoleArns: principalArns(plan.stage).filter((arn) => arn.startsWith(ownRoles(place))),
  });
  new Doorbell(scope, "Doorbell", {
    ...{ function: lambda, queue, deadLetters },
    name: rule,
    description: "Events of DataZone that say which project that people have asked for to look at",
    events: ["Project ", "Environment "],
  });
  addProjectsSweep(scope, { place, function: lambda, deadLetters, minutes: application.sweepMinutes });
  return { function: lambda, queue };
}

/** Adds the roles in whose names people ask for data, each for one project at a time. */
function addPool(scope: Construct, { plan, place }: ApplicationGround, count: number): PooledAskingRole[] {
  if (count === 0) return [];
  const pool = new Construct(scope, "Asks");
  const functionName = foundationOutputs(pool, plan.context, plan.stage.governance.key).text(
    "controlPlaneFunctionName",
  );
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return new PooledAskingRole(pool, `Role-${number}`, {
      ...{ functionName, ...place, number },
      domainId: plan.domain.domainId,
      ledgerScope: plan.stage.name,
    });
  });
}

/** The account's own roles: no policy here could say anything about others. */
const ownRoles = ({ partition, accountId }: ApplicationGround["place"]): string =>
  `arn:${partition}:iam::${accountId}:role/`;
