import type { AccessRequest, NamedPolicy, Principal } from "../../../../packages/emulator/iam/model";

export const ACCOUNT = "111122223333";
export const OTHER = "444455556666";

/** A session of `role/team/Deploy`, whose path the ARN of the session does not show. */
export const SESSION: Principal = {
  kind: "role-session",
  arn: `arn:aws:iam::${ACCOUNT}:role/team/Deploy`,
  callerArn: `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/run`,
  accountId: ACCOUNT,
};
export const USER: Principal = {
  kind: "user",
  arn: `arn:aws:iam::${ACCOUNT}:user/carlossalazar`,
  callerArn: `arn:aws:iam::${ACCOUNT}:user/carlossalazar`,
  accountId: ACCOUNT,
};
export const ROOT: Principal = {
  kind: "root",
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  callerArn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
};
export const SERVICE: Principal = {
  kind: "service",
  arn: "",
  callerArn: "datazone.amazonaws.com",
  service: "datazone.amazonaws.com",
};
export const ANYBODY: Principal = { kind: "anonymous", arn: "", callerArn: "anonymous" };

/** A request for an object in the caller's account, unless said otherwise. */
export function asking(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: SESSION,
    action: "s3:GetObject",
    resource: "arn:aws:s3:::bucket/key",
    resourceAccountId: ACCOUNT,
    context: {},
    ...changes,
  };
}

type Members = Readonly<Record<string, unknown>>;

/** A policy of version 2012-10-17 with these statements. */
export function policy(name: string, ...statements: readonly Members[]): NamedPolicy {
  return { name, document: { Version: "2012-10-17", Statement: statements } };
}

export const allow = (members: Members = {}): Members => ({ Effect: "Allow", Action: "*", Resource: "*", ...members });
export const deny = (members: Members = {}): Members => allow({ Effect: "Deny", ...members });
export const EVERYTHING = policy("everything", allow());
