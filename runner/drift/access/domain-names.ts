import type { ShownPlan } from "../../../formats/terraform-show";
import { knownOutputs, object, text } from "../plan-contents";

/** Keys of the configuration by the ids of the service, as far as the stack's outputs tell. */
export interface DomainNames {
  readonly domainId: string;
  /** Ids of all units, the root among them. */
  readonly unitIds: readonly string[];
  /** Ids of the project profiles of this stack. */
  readonly profileIds: readonly string[];
  /** `finance`, or the id itself where nothing is known of it. */
  nameOf(id: string): string;
}

/** Reads them from the outputs that a plan's state holds. Undefined before the domain was applied. */
export function domainNames(plan: ShownPlan): DomainNames | undefined {
  const outputs = knownOutputs(plan);
  const domainId = text(outputs.domainId);
  if (domainId === "") return undefined;
  const root = text(outputs.rootDomainUnitId);
  const named = ["domainUnitIds", "userProfileIds", "groupProfileIds", "projectProfileIds", "blueprintIds"].flatMap(
    (output) => Object.entries(object(outputs[output])).map(([key, id]) => [text(id), key] as const),
  );
  const names = new Map([[root, "root"], ...named]);
  return {
    domainId,
    unitIds: [root, ...Object.values(object(outputs.domainUnitIds)).map(text)].filter((id) => id !== ""),
    profileIds: Object.values(object(outputs.projectProfileIds)).map(text),
    nameOf: (id) => names.get(id) ?? id,
  };
}
