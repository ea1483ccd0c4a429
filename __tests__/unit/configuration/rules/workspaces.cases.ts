import * as stages from "../../../../configuration/rules/stages";
import * as workspaces from "../../../../configuration/rules/workspaces";
import type { Changes } from "../support/organization";
import type { RuleCase } from "./rule-case";

/** All stages in Terraform Cloud; the settings of workspaces are dev's. */
const inCloud = (settings: object, others: object = {}): Changes => {
  const state = { backend: "cloud", organization: "acme" };
  return {
    "shared.state": state,
    "dev.state": { ...state, workspaces: settings },
    "prod.state": { ...state, ...others },
  };
};
/** More accounts for dev, `n01` and so on. */
const accounts = (count: number): Changes =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const number = String(index + 1).padStart(2, "0");
      return [`dev.accounts.n${number}`, { id: `0000000001${number}`, blueprints: { Tooling: {} } }];
    }),
  );

export const WORKSPACE_CASES: readonly RuleCase[] = [
  {
    rule: workspaces.agentPoolsComeWithAgents,
    accepts: "agents with a pool",
    good: inCloud({ executionMode: "agent", agentPool: "aws" }),
    rejects: "agents without a pool",
    bad: inCloud({ executionMode: "agent" }),
    reported: ["AGENT_POOL dev.ts state.workspaces.agentPool"],
  },
  {
    rule: workspaces.agentPoolsComeWithAgents,
    accepts: "no pool without agents",
    good: inCloud({}),
    rejects: "a pool without agents",
    bad: inCloud({ agentPool: "aws" }),
    reported: ["AGENT_POOL dev.ts state.workspaces.agentPool"],
  },
  {
    rule: workspaces.localRunsHaveNoRunSettings,
    accepts: "local runs",
    good: inCloud({ executionMode: "local" }),
    rejects: "local runs with settings of remote ones",
    bad: inCloud({
      executionMode: "local",
      autoApply: true,
      credentials: { from: "account" },
      vcs: { repository: "acme/smus", connection: "ot-1" },
    }),
    reported: ["autoApply", "credentials", "vcs"].map((name) => `EXECUTION_LOCAL dev.ts state.workspaces.${name}`),
  },
  {
    rule: workspaces.workspaceTagsAreFree,
    accepts: "a tag of one's own",
    good: inCloud({ tags: { team: "data" } }),
    rejects: "a tag that says what the workspace is",
    bad: inCloud({ tags: { layer: "mine" } }),
    reported: ["TAG_RESERVED dev.ts state.workspaces.tags.layer"],
  },
  {
    rule: workspaces.runTriggersFit,
    accepts: "20 accounts before the layer profiles",
    good: { ...inCloud({}), ...accounts(18) },
    rejects: "21 accounts before the layer profiles",
    bad: { ...inCloud({}), ...accounts(19) },
    reported: ["RUN_TRIGGER_COUNT dev.ts state.workspaces.runTriggers"],
  },
  {
    rule: workspaces.runTriggersFit,
    accepts: "21 accounts without run triggers",
    good: { ...inCloud({ runTriggers: false }), ...accounts(19) },
    rejects: "21 accounts with agents",
    bad: { ...inCloud({ executionMode: "agent", agentPool: "aws" }), ...accounts(19) },
    reported: ["RUN_TRIGGER_COUNT dev.ts state.workspaces.runTriggers"],
  },
  {
    rule: stages.joinedStagesShareSettings,
    accepts: "other settings of workspaces than the owner's",
    good: inCloud({ autoApply: true }, { workspaces: { autoApply: false } }),
    rejects: "another organization of Terraform Cloud than the owner's",
    bad: inCloud({ autoApply: true }, { organization: "other" }),
    reported: ["STATE_DIFFERS prod.ts state"],
  },
];
