import type { Call } from "../../service";
import type { DataZoneState, Domain } from "./model";
import { findGroupProfile, findUserProfile } from "./principals";

/** Operations that name their domain by `identifier`; for others that is a part of the domain. */
const ON_DOMAINS: ReadonlySet<string> = new Set(["GetDomain", "UpdateDomain", "DeleteDomain"]);

/** The domain that a call is about; undefined for calls about none, or about one that does not exist. */
export function domainOfCall(input: Readonly<Record<string, unknown>>, call: Call): Domain | undefined {
  const identifier = domainNamedBy(input, call);
  return typeof identifier === "string" ? findDomain(identifier, call) : undefined;
}

function domainNamedBy(input: Readonly<Record<string, unknown>>, call: Call): unknown {
  if (ON_DOMAINS.has(call.operation)) return input.identifier;
  return input.resourceArn === undefined ? input.domainIdentifier : domainOfArn(input.resourceArn);
}

/** The identifier in a domain's ARN; other texts stay as they are. */
export function domainOfArn(arn: unknown): string {
  return /:domain\/([^/]+)$/.exec(String(arn))?.[1] ?? String(arn);
}

/** A domain of any account; a DataZone endpoint serves its own Region only. */
export function findDomain(identifier: string, call: Call): Domain | undefined {
  for (const { state } of call.emulator.store.states<DataZoneState>("datazone", call.region))
    if (state.domains[identifier]) return state.domains[identifier];
  return undefined;
}

/** ARN of the role or user of IAM behind a profile; undefined for people of Identity Center. */
export function roleOfProfile(domain: Domain, identifier: string): string | undefined {
  return (
    findUserProfile(domain, identifier)?.details.iam?.arn ?? findGroupProfile(domain, identifier)?.rolePrincipalArn
  );
}
