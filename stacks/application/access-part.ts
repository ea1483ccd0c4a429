import { ACCESS_SETTINGS_KEY } from "../../contracts/application/access-settings";
import { APPLICATION_NAMES } from "../../contracts/names";
import {
  ACCESS_TIMEOUT_SECONDS,
  AccessFunction,
  addSweep,
  type ApplicationQueue,
  Doorbell,
  ruleArn,
} from "../../modules/application";
import { bundleFunction } from "../../modules/function-code";
import { accessSettingsDocument } from "../access-settings-document";
import type { ApplicationGround } from "./ground";

/** The function that settles requests for access, and the queue that wakes it. */
export interface AccessPart {
  readonly function: AccessFunction;
  readonly queue: ApplicationQueue;
}

/** Adds the function that settles requests for access, with its settings, its queue, its doorbell and its sweep. */
export function addAccess(ground: ApplicationGround): AccessPart {
  const { stack, plan, place, bucket, table, topics, deadLetters } = ground;
  const { application } = plan;
  const rule = APPLICATION_NAMES.doorbell(place.prefix);
  const queue = ground.addQueue("Access", {
    name: APPLICATION_NAMES.queue(place.prefix),
    ruleArn: ruleArn(place, rule),
    timeoutSeconds: ACCESS_TIMEOUT_SECONDS,
  });
  const lambda = new AccessFunction(stack, "Access", {
    place,
    code: bundleFunction("application-access"),
    bucket,
    settingsVersion: ground.addSettings("Settings", {
      key: ACCESS_SETTINGS_KEY,
      content: accessSettingsDocument(plan.stage, application, plan.stages, plan),
    }),
    table,
    queue,
    ...topics,
    locksEvidence: application.evidence.objectLock !== undefined,
    logRetentionDays: application.logRetentionDays,
  });
  new Doorbell(stack, "Doorbell", {
    ...{ function: lambda, queue, deadLetters },
    name: rule,
    description: "Events of DataZone that say which request for access to look at",
    // Requests, subscriptions and their grants: the names of all three begin so.
    events: ["Subscription "],
  });
  addSweep(stack, { place, function: lambda, deadLetters, minutes: application.sweepMinutes });
  return { function: lambda, queue };
}
