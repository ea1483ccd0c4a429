import { governanceIf, isFilled, TEXTS, type LayerDescriptor } from "./layer";

/**
 * Hosts and connections of Git providers. Once per domain: names are unique in an account, and a connection that projects may use
 * serves all domains of its account.
 */
export const git = {
  documentation: {
    account: "governance",
    holds: "hosts and connections of Git providers",
    existsIn: "the stage that owns the domain, where it has some",
    deployRole: "governance account: hosts and connections of Git providers",
  },
  accountsIn: (stage) =>
    governanceIf(stage, stage.ownsDomain && [stage.git.hosts, stage.git.connections].some(isFilled)),
  oncePerDomain: true,
  waitsFor: [{ layer: "state", of: "own" }],
  reads: [],
  outputs: {
    /** ARNs of connections by key, whatever their status. */
    gitConnectionArns: TEXTS,
  },
} as const satisfies LayerDescriptor;
