import type { Stage } from "../environments";
import type { PipelineStage } from "./model";

/**
 * The stages in the order in which changes reach them: owners of domains first, production last. A stage that joins a domain is
 * promoted to from the one before it in the same domain.
 *
 * @param stages in apply order
 */
export function stagesOfPipelines(stages: readonly Stage[]): PipelineStage[] {
  const last = new Map<string, string>();
  return stages.map(({ name, ownsDomain, domainStage }) => {
    const promotedFrom = ownsDomain ? undefined : last.get(domainStage);
    if (!ownsDomain) last.set(domainStage, name);
    return { name, ...(promotedFrom === undefined ? {} : { promotedFrom }) };
  });
}
