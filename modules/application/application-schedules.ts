import { Construct } from "constructs";
import { SWEEP_EVENT } from "../../contracts/application/access-settings";
import { REPORTS_EVENT } from "../../contracts/application/reports-settings";
import { APPLICATION_NAMES } from "../../contracts/names";
import type { ApplicationQueue } from "./application-queue";
import { FunctionSchedule, type InvokedFunction } from "./function-schedule";
import type { ApplicationPlace } from "./place";

/** Seconds in which Scheduler tries to begin the reports: an hour, so that they are of the day that they are meant to be of. */
const REPORTS_RETRY_SECONDS = 3600;

/** Properties that the schedules of the application share. */
interface ScheduleProps {
  readonly place: ApplicationPlace;
  readonly function: InvokedFunction;
  readonly deadLetters: ApplicationQueue;
}

/** The schedule that has the function of requests look at everything that is due. */
export function addSweep(
  scope: Construct,
  { place, minutes, ...props }: ScheduleProps & { readonly minutes: number },
): FunctionSchedule {
  const name = APPLICATION_NAMES.sweep(place.prefix);
  return new FunctionSchedule(scope, "Sweep", {
    ...props,
    place,
    name,
    description: "Looks at requests for access that are due, and at those that no event told of",
    role: { name, description: "Invokes the sweep of the governance application" },
    policyName: "Sweep",
    expression: `rate(${minutes} minutes)`,
    event: SWEEP_EVENT,
    // The next sweep finds what this one missed.
    retrySeconds: 60 * minutes,
  });
}

/** The schedule that has the function of projects look at everything that is due, and make lost records again. */
export function addProjectsSweep(
  scope: Construct,
  { place, minutes, ...props }: ScheduleProps & { readonly minutes: number },
): FunctionSchedule {
  const name = APPLICATION_NAMES.projectsSweep(place.prefix);
  return new FunctionSchedule(scope, "Sweep", {
    ...props,
    place,
    name,
    description: "Looks at requests for projects that are due, and at those that no event told of",
    role: { name, description: "Invokes the sweep of projects that people ask for" },
    policyName: "Sweep",
    expression: `rate(${minutes} minutes)`,
    event: SWEEP_EVENT,
    // The next sweep finds what this one missed.
    retrySeconds: 60 * minutes,
  });
}

/** The schedule that has the reports of the day written, at an hour (UTC) of each day. */
export function addDailyReports(
  scope: Construct,
  { place, hour, ...props }: ScheduleProps & { readonly hour: number },
): FunctionSchedule {
  const name = APPLICATION_NAMES.reports(place.prefix);
  return new FunctionSchedule(scope, "Schedule", {
    ...props,
    place,
    name,
    description: "Writes the reports of the day",
    role: { name: APPLICATION_NAMES.reportsSchedule(place.prefix), description: "Invokes the reports of the day" },
    policyName: "Reports",
    expression: `cron(0 ${hour} * * ? *)`,
    event: REPORTS_EVENT,
    retrySeconds: REPORTS_RETRY_SECONDS,
  });
}
