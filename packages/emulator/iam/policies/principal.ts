import type { Caller } from "../../steps/exchange";
import type { ConditionContext, NamedPolicy, Principal } from "../model";
import type { Facts, OrganizationFacts, PrincipalFacts } from "./facts";
import type { Session } from "./sessions";

/** The caller with the documents that decide on what it may do. */
export interface KnownPrincipal {
  readonly principal: Principal;
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  readonly organization?: OrganizationFacts;
  /** Condition keys that every call of the principal has. */
  readonly context: ConditionContext;
}

const SESSION = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/;
const USER = /^arn:[^:]+:(?:iam|sts)::(\d{12}):user\/(?:.*\/)?([^/]+)$/;
const ROOT = /^arn:[^:]+:iam::(\d{12}):root$/;

/** Finds out who a caller is; a role or user that is gone has no policies, and so no permissions. */
export async function knownPrincipal(caller: Caller, session: Session, facts: Facts): Promise<KnownPrincipal> {
  const { arn: callerArn, account } = caller;
  if (ROOT.test(callerArn)) return rootPrincipal(callerArn, account, await facts.organization(account));
  const [, , role, sessionName] = SESSION.exec(callerArn) ?? [];
  const user = USER.exec(callerArn)?.[2];
  if (role === undefined && user === undefined) return nobody();
  const [found, organization] = await Promise.all([
    role === undefined ? facts.user(account, user ?? "") : facts.role(account, role),
    facts.organization(account),
  ]);
  const kind = role === undefined ? "user" : "role-session";
  const arn = found?.arn ?? (role === undefined ? callerArn : `arn:aws:iam::${account}:role/${role}`);
  return {
    principal: { kind, arn, callerArn, accountId: account },
    identity: found?.identity ?? [],
    boundary: found?.boundary,
    organization,
    context: {
      ...accountKeys(account, organization),
      "aws:principalarn": arn,
      "aws:principaltype": role === undefined ? "User" : "AssumedRole",
      "aws:userid": role === undefined ? (found?.id ?? "") : `${found?.id ?? ""}:${sessionName}`,
      ...(role === undefined ? { "aws:username": user ?? "" } : { "aws:multifactorauthpresent": "false" }),
      ...(session.sourceIdentity === undefined ? {} : { "aws:sourceidentity": session.sourceIdentity }),
      ...principalTags({ ...found?.tags, ...session.tags }),
    },
  };
}

/** An AWS service that calls for itself. */
export function servicePrincipal(service: string): KnownPrincipal {
  return {
    principal: { kind: "service", arn: "", callerArn: service, service },
    identity: [],
    context: {
      "aws:principaltype": "AWSService",
      "aws:principalisawsservice": "true",
      "aws:principalservicename": service,
    },
  };
}

/** A role in the session of a service, as when DataZone works with a role that it was given. */
export function roleSession(role: PrincipalFacts, sessionName: string): KnownPrincipal {
  const account = role.arn.split(":")[4];
  const name = role.arn.split("/").pop() ?? "";
  return {
    principal: {
      kind: "role-session",
      arn: role.arn,
      callerArn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
      accountId: account,
    },
    identity: role.identity,
    boundary: role.boundary,
    context: {
      ...accountKeys(account, undefined),
      "aws:principalarn": role.arn,
      "aws:principaltype": "AssumedRole",
      "aws:userid": `${role.id}:${sessionName}`,
      ...principalTags(role.tags),
    },
  };
}

function rootPrincipal(arn: string, account: string, organization: OrganizationFacts | undefined): KnownPrincipal {
  return {
    principal: { kind: "root", arn, callerArn: arn, accountId: account },
    identity: [],
    organization,
    context: {
      ...accountKeys(account, organization),
      "aws:principalarn": arn,
      "aws:principaltype": "Account",
      "aws:userid": account,
    },
  };
}

function nobody(): KnownPrincipal {
  return {
    principal: { kind: "anonymous", arn: "", callerArn: "anonymous" },
    identity: [],
    context: { "aws:principaltype": "Anonymous" },
  };
}

function accountKeys(account: string, organization: OrganizationFacts | undefined): ConditionContext {
  return {
    "aws:principalaccount": account,
    "aws:principalisawsservice": "false",
    ...(organization === undefined ? {} : { "aws:principalorgid": organization.id }),
    ...(organization === undefined || organization.path === ""
      ? {}
      : { "aws:principalorgpaths": [`${organization.path}`] }),
  };
}

function principalTags(tags: Readonly<Record<string, string>>): ConditionContext {
  const named = Object.entries(tags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, value]);
  return Object.fromEntries(named) as ConditionContext;
}
