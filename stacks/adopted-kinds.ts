import { adoptableKindOf } from "../contracts/adoption";
import type { Kind } from "../contracts/control-plane";
import type { Environment, Grant, ResolvedAccount, Stage } from "../configuration/model";
import { isIssuedByMember } from "./grants";

/**
 * Kinds that an account's control-plane function keeps because the configuration adopts them. New grants and owners are
 * Cloud Control's, so most functions need no permission for them.
 *
 * The governance account's function works for every stage that joins the domain.
 */
export function adoptedKinds(account: ResolvedAccount, stage: Stage, stages: readonly Stage[]): Kind[] {
  const governs = account.key === stage.governance.key;
  const users = stages.filter((other) => other.domainStage === stage.name && other.name !== stage.name);
  const here = [stage, ...(governs ? users : [])];
  const kinds = here.flatMap(({ environment }) =>
    Object.keys(environment.adopt).flatMap((address): Kind[] => {
      const kind = adoptableKindOf(address);
      if (kind === "DomainUnitOwner") return governs ? ["DomainUnitOwner"] : [];
      if (kind !== "PolicyGrant" && kind !== "BlueprintGrant") return [];
      return issuerOf(address, environment, stage.governance.key) === account.key ? ["PolicyGrant"] : [];
    }),
  );
  return [...new Set(kinds)].sort();
}

/** Key of the account that issues the grant of an address. */
function issuerOf(address: string, { domain, grants }: Environment, governance: string): string {
  const [kind, home, key] = address.split("/");
  if (kind === "BlueprintGrant") return home;
  const entries: Readonly<Record<string, Grant>> = home === "grants" ? grants : "grants" in domain ? domain.grants : {};
  const grant = entries[key];
  return grant !== undefined && isIssuedByMember(grant) ? grant.account : governance;
}
