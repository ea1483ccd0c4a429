import { RUN_TRIGGER_SOURCES_MAX } from "../../contracts/terraform-cloud";
import { show } from "../problems";
import { list, type Finding } from "./finding";
import type { StageView } from "./view";

const AT = ["state", "workspaces"];
/** Tags that say what a workspace is; the layer `workspaces` sets them. */
const OWN_TAGS: readonly string[] = ["stage", "account", "layer", "managed-by"];

/** An agent pool is named where agents run, and nowhere else. */
export function agentPoolsComeWithAgents(stage: StageView): Finding[] {
  const settings = settingsOf(stage);
  if (settings === undefined || (settings.executionMode === "agent") === (settings.agentPool !== undefined)) return [];
  const reads = [{ path: [...AT, "executionMode"] }, { path: [...AT, "agentPool"] }];
  const path = [...AT, "agentPool"];
  return settings.agentPool === undefined
    ? [{ code: "AGENT_POOL", path, got: "nothing", allowed: "the name of an agent pool", fix: "name it", reads }]
    : [
        {
          code: "AGENT_POOL",
          path,
          got: show(settings.agentPool),
          allowed: `no agent pool with executionMode ${show(settings.executionMode)}`,
          fix: 'remove it, or set executionMode to "agent"',
          reads,
        },
      ];
}

/** Terraform Cloud has nothing to apply, to authenticate or to start where the command line runs Terraform. */
export function localRunsHaveNoRunSettings(stage: StageView): Finding[] {
  const settings = settingsOf(stage);
  if (settings?.executionMode !== "local") return [];
  const present = [
    ...(settings.credentials === undefined ? [] : ["credentials"]),
    ...(settings.vcs === undefined ? [] : ["vcs"]),
    ...(settings.autoApply ? ["autoApply"] : []),
  ] as const;
  return present.map((name) => ({
    code: "EXECUTION_LOCAL",
    path: [...AT, name],
    got: show(settings[name as keyof typeof settings]),
    allowed: 'nothing with executionMode "local"',
    reads: [{ path: [...AT, "executionMode"] }, { path: [...AT, name] }],
  }));
}

/** Tags of the configuration leave those alone that say what a workspace is. */
export function workspaceTagsAreFree(stage: StageView): Finding[] {
  const tags = Object.keys(settingsOf(stage)?.tags ?? {});
  return tags
    .filter((key) => OWN_TAGS.includes(key))
    .map((key) => ({
      code: "TAG_RESERVED",
      path: [...AT, "tags", key],
      got: show(key),
      allowed: `another key than ${list(OWN_TAGS)}`,
    }));
}

/** The one stack that waits for all accounts, `profiles`, has few enough of them. */
export function runTriggersFit(stage: StageView): Finding[] {
  const settings = settingsOf(stage);
  const { environment, accounts, ownsDomain } = stage;
  if (settings === undefined || settings.executionMode === "local" || !settings.runTriggers) return [];
  const { pools, profiles, grants } = environment;
  if ([pools, profiles, grants].every((entries) => Object.keys(entries).length === 0)) return [];
  const hosting = [...accounts].filter((key) => Object.keys(environment.accounts[key].blueprints).length > 0);
  const count = hosting.length + Number(ownsDomain);
  if (count <= RUN_TRIGGER_SOURCES_MAX) return [];
  return [
    {
      code: "RUN_TRIGGER_COUNT",
      path: [...AT, "runTriggers"],
      got: `${count} stacks that the layer profiles waits for`,
      allowed: `${RUN_TRIGGER_SOURCES_MAX}: the last ${count - RUN_TRIGGER_SOURCES_MAX} accounts by name start no run`,
      reads: [{ path: ["accounts"] }],
    },
  ];
}

function settingsOf({ environment: { state } }: StageView) {
  return state.backend === "cloud" ? state.workspaces : undefined;
}
