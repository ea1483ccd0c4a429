import { governanceIf, TEXTS, type LayerDescriptor } from "./layer";

/** Terraform Cloud workspaces of the stage's other stacks. */
export const workspaces = {
  documentation: {
    account: "governance",
    holds: "the Terraform Cloud workspaces of the stage's other stacks (only with `state.workspaces`)",
    existsIn: "every stage that asks for it",
  },
  accountsIn: (stage) => {
    const { backend, workspaces: settings } = stage.environment.state;
    return governanceIf(stage, backend === "cloud" && settings !== undefined);
  },
  first: true,
  waitsFor: [],
  reads: [],
  outputs: {
    /** Terraform Cloud workspace ids (`ws-...`) by stack id. */
    workspaceIds: TEXTS,
  },
  withoutAws: true,
  keepsStates: true,
} as const satisfies LayerDescriptor;
