import { laterBy } from "../access/time";
import type { ProjectRecord, ProjectWish } from "./record";

/** Days that claims last. Those of living projects are renewed; those of requests that were lost with their record end. */
const CLAIM_DAYS = 60;
/** Days before their end in which claims are renewed. */
const RENEW_DAYS = 30;

/** Subject of a claim on a project's name, of which there is one in a domain. */
export const nameSubject = (name: string): string => `name/${name}`;
/** Subject of claims on the projects of a unit. */
export const unitSubject = (unit: string): string => `unit/${unit}`;
/** Subject of claims on the projects of a profile. */
export const profileSubject = (profile: string): string => `profile/${profile}`;
/** Subject of claims on the environments of an account. */
export const accountSubject = (accountId: string): string => `account/${accountId}`;

/** Subject of the claim on a role that asks for data: one project has it at a time. */
export const askingSubject = (roleArn: string): string => `asking-role/${roleArn}`;

/** Subject of the role that a request was given, also where its claim may not have been made. */
export function askingSubjects({ askingRole }: ProjectRecord): string[] {
  return askingRole === undefined ? [] : [askingSubject(askingRole.arn)];
}

/** Subjects that every request claims one of. */
export function wishSubjects({ name, unit, profile }: ProjectWish): string[] {
  return [nameSubject(name), unitSubject(unit), profileSubject(profile)];
}

/** Subject of the account that a request was placed in, also where its claim may not have been made. */
export function placeSubjects({ placement }: ProjectRecord): string[] {
  return placement?.accountId === undefined ? [] : [accountSubject(placement.accountId)];
}

/** Time until which claims last that are made now. */
export const claimUntil = (now: string): string => laterBy(now, { days: CLAIM_DAYS });

/** Time at which the claims of a living project are to be renewed; at once where it has none. */
export const renewalOf = ({ claimedUntil }: ProjectRecord, now: string): string =>
  claimedUntil === undefined ? now : laterBy(claimedUntil, { days: -RENEW_DAYS });
