import { adoptingFunction } from "../contracts/adoption";
import type { Kind } from "../contracts/control-plane";
import type { ResolvedAccount, Stage } from "../configuration/model";

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
      const found = adoptingFunction(address, environment, stage.governance.key);
      return found?.account === account.key ? [found.kind] : [];
    }),
  );
  return [...new Set(kinds)].sort();
}
