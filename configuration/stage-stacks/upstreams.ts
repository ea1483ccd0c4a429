import type { Layer, StackAddress } from "../../contracts/layers";
import type { Stage } from "../model";

/**
 * The stacks that a stack waits for: sparse, since the layers before those are reached through them. Some of them may
 * belong to the stage that owns the domain, or not exist at all (`stackAddresses` says what does).
 */
export function upstreams(stage: Stage, { account, layer }: StackAddress): StackAddress[] {
  const governance = stage.governance.key;
  switch (layer) {
    case "workspaces":
    case "state":
      return [];
    case "foundation":
      return [{ account, layer: "state" }];
    case "domain":
      return [{ account, layer: "foundation" }];
    case "sharing":
      return [{ account: governance, layer: "domain" }];
    case "association":
      return [
        { account, layer: "foundation" },
        { account: governance, layer: "domain" },
        { account: governance, layer: "sharing" },
      ];
    case "profiles":
      return [
        { account: governance, layer: "domain" },
        ...Object.keys(stage.accounts).map((key) => ({ account: key, layer: "association" }) as const),
      ];
    case "projects":
      return [{ account: governance, layer: "profiles" }];
  }
}

/**
 * The stacks whose states a stack may read; some belong to the stage that owns the domain. Held by a test against what the
 * stacks do read.
 */
export function stateReads(stage: Stage, { account, layer }: StackAddress): StackAddress[] {
  const governance = stage.governance.key;
  const ofGovernance = (...layers: Layer[]): StackAddress[] =>
    layers.map((read) => ({ account: governance, layer: read }));
  switch (layer) {
    case "workspaces":
    case "state":
    case "foundation":
      return [];
    case "domain":
      return ofGovernance("foundation");
    case "sharing":
      return ofGovernance("domain");
    case "association":
      return [{ account, layer: "foundation" }, ...ofGovernance("domain", "sharing")];
    case "profiles":
      return ofGovernance("foundation", "domain");
    case "projects":
      return ofGovernance("foundation", "domain", "profiles");
  }
}
