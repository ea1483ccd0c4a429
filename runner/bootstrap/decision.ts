/** Facts about the state layer of one account before bootstrap acts. */
export interface StateLayerFacts {
  readonly bucketExists: boolean;
  /** The bucket holds this layer's state, with resources in it. */
  readonly stateInBucket: boolean;
  /** The local working directory of an earlier run holds a state with resources. */
  readonly localState: boolean;
  /** Stages whose workspaces in the bucket hold a state layer. */
  readonly otherOwners: readonly string[];
}

/** Action of bootstrap on the state layer of one account. */
export type StateLayerStep =
  /** Everything is there: a plan must be empty. */
  | { readonly step: "verify" }
  /** Nothing is there: apply with local state, then move the state. */
  | { readonly step: "create" }
  /** An earlier run was interrupted: apply the rest, then move the state. */
  | { readonly step: "continue" }
  /** An earlier run was interrupted and its local state is lost: import what exists, then go on. */
  | { readonly step: "import" }
  /** The bucket belongs to another stage. */
  | { readonly step: "refuse"; readonly owners: readonly string[] };

/** Decides from facts alone; the order matters: a state in the bucket is the truth, whatever lies around locally. */
export function decideStateLayer(facts: StateLayerFacts): StateLayerStep {
  if (facts.stateInBucket) return { step: "verify" };
  if (facts.otherOwners.length > 0) return { step: "refuse", owners: facts.otherOwners };
  if (facts.localState) return { step: "continue" };
  return { step: facts.bucketExists ? "import" : "create" };
}
