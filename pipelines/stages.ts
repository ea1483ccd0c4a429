import type { Stage } from "../configuration";
import type { PipelineStage } from "./model";

/**
 * The stages in the order in which changes reach them: owners of domains before those that join them, the source of a promotion
 * before its target; and what nobody has to release before what somebody has to, so that a release holds up nothing else.
 *
 * Stages with local states are left out: the machine of a job is thrown away, and the states with it.
 *
 * @param stages in apply order
 */
export function stagesOfPipelines(stages: readonly Stage[]): PipelineStage[] {
  const ordered: Stage[] = [];
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const add = (stage: Stage): void => {
    if (ordered.includes(stage)) return;
    for (const earlier of [stage.domainStage, stage.environment.promotion?.from]) {
      const found = earlier === undefined || earlier === stage.name ? undefined : byName.get(earlier);
      if (found !== undefined) add(found);
    }
    ordered.push(stage);
  };
  stages.filter((stage) => !isReleased(stage)).forEach(add);
  stages.forEach(add);
  return ordered.filter(({ environment: { state } }) => state.backend !== "local").map(pipelineStage);
}

function isReleased({ accounts, environment }: Stage): boolean {
  return environment.promotion !== undefined || Object.values(accounts).some(({ production }) => production);
}

function pipelineStage(stage: Stage): PipelineStage {
  const { promotion, state } = stage.environment;
  const vcs = state.backend === "cloud" ? state.workspaces?.vcs : undefined;
  return {
    name: stage.name,
    approval: isReleased(stage),
    ...(promotion === undefined ? {} : { promotedFrom: promotion.from }),
    ...(state.backend === "cloud" ? { cloudHost: state.hostname } : {}),
    ...(vcs === undefined ? {} : { committedTo: vcs.directory }),
  };
}
