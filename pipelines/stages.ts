import type { Stage } from "../environments";
import type { PipelineStage } from "./model";

/**
 * The stages in the order in which changes reach them: owners of domains before those that join them, the source of a promotion
 * before its target.
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
  stages.forEach(add);
  return ordered.map(({ name, environment: { promotion } }) => ({
    name,
    ...(promotion === undefined ? {} : { promotedFrom: promotion.from }),
  }));
}
