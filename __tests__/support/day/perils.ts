import { askingRoleName } from "../../../contracts/names";
import type { Day } from "./day";
import { ANSWERS, DECIDES, MAKES_PROJECTS, PREFIX, REPORTS } from "./example";
import type { Perils, Strike } from "./weather";

const strike = (caller: string, service: string, ...operations: readonly string[]): Strike[] =>
  operations.map((operation) => ({ service, operation, caller }));
const blows = (name: string, ...calls: readonly number[]) =>
  calls.map((afterCalls) => ({ function: name, afterCalls }));

/** The function that decides: makes filters, tells the service, remembers, keeps evidence and tells people. */
const deciding = (...operations: readonly string[]): Strike[] => [
  ...strike(DECIDES, "datazone", ...operations),
  ...strike(DECIDES, "dynamodb", "PutItem"),
];
const evidence = strike(DECIDES, "s3", "PutObject");
const notice = strike(DECIDES, "sns", "Publish");

/** Somebody acts through the API, which remembers and rings. */
const acting = [...strike(ANSWERS, "dynamodb", "PutItem"), ...strike(ANSWERS, "sqs", "SendMessage")];

/** The function that makes projects: does something in the service, remembers, keeps evidence and tells people. */
const making = (...operations: readonly string[]): Strike[] => [
  ...strike(MAKES_PROJECTS, "datazone", ...operations),
  ...strike(MAKES_PROJECTS, "dynamodb", "PutItem"),
];

/** Calls of the deployed functions that have to succeed in each step, sooner or later. */
export const PERILS = {
  projectAsked: (): Perils => ({
    strikes: [...making(), ...strike(ANSWERS, "lambda", "Invoke"), ...strike(MAKES_PROJECTS, "sns", "Publish")],
    blows: [...blows(ANSWERS, 3), ...blows(MAKES_PROJECTS, 9)],
  }),
  projectMade: (): Perils => ({
    strikes: [
      ...making("CreateProject", "CreateProjectMembership"),
      ...strike(MAKES_PROJECTS, "s3", "PutObject"),
      ...strike(MAKES_PROJECTS, "sns", "Publish"),
    ],
    blows: blows(MAKES_PROJECTS, 5, 14, 25),
  }),
  projectRetired: (): Perils => ({
    strikes: [
      ...making("DeleteEnvironment", "DeleteProject"),
      ...strike(ANSWERS, "lambda", "Invoke"),
      ...strike(MAKES_PROJECTS, "s3", "PutObject"),
    ],
    blows: blows(MAKES_PROJECTS, 8, 15),
  }),
  approved: (): Perils => ({
    strikes: [...deciding("CreateAssetFilter", "AcceptSubscriptionRequest"), ...evidence, ...notice],
    blows: blows(DECIDES, 3, 12),
  }),
  asked: ({ place }: Day): Perils => ({
    strikes: [
      ...strike(ANSWERS, "sts", "AssumeRole"),
      ...strike(askingRoleName(PREFIX, place.consumer.projectId), "datazone", "CreateSubscriptionRequest"),
      ...strike(ANSWERS, "sqs", "SendMessage"),
      ...deciding("AcceptSubscriptionRequest"),
    ],
    blows: [...blows(ANSWERS, 4), ...blows(DECIDES, 20)],
  }),
  held: (): Perils => ({ strikes: [...deciding(), ...notice], blows: blows(DECIDES, 5, 9) }),
  rejected: (): Perils => ({
    strikes: [...acting, ...deciding("RejectSubscriptionRequest"), ...evidence, ...notice],
    blows: [...blows(ANSWERS, 3), ...blows(DECIDES, 4)],
  }),
  consented: (): Perils => ({
    strikes: [...acting, ...deciding("AcceptSubscriptionRequest"), ...evidence],
    blows: [...blows(ANSWERS, 2), ...blows(DECIDES, 6)],
  }),
  reminded: (): Perils => ({ strikes: [...deciding(), ...notice], blows: blows(DECIDES, 4) }),
  revoked: (): Perils => ({
    strikes: [...deciding("RevokeSubscription"), ...evidence, ...notice],
    blows: blows(DECIDES, 5, 8),
  }),
  reported: (): Perils => ({
    strikes: [
      ...strike(REPORTS, "datazone", "ListSubscriptionRequests"),
      ...strike(REPORTS, "dynamodb", "Scan"),
      ...strike(REPORTS, "s3", "PutObject"),
    ],
    blows: blows(REPORTS, 10),
  }),
};
