import type { Stage } from "../configuration/model";
import { adoptionAddress } from "../contracts/adoption";

/** Prefixes in ARNs of the stage's connections to Git providers: an adopted one may have the service's former name in its ARN. */
export function connectionPrefixes({ git, environment }: Stage): ("codeconnections" | "codestar-connections")[] {
  const prefixes = Object.keys(git.connections).map((key) => {
    const adopted = environment.adopt[adoptionAddress("GitConnection", key)];
    return adopted?.split(":")[2] === "codestar-connections" ? "codestar-connections" : "codeconnections";
  });
  return [...new Set(prefixes)].sort();
}
