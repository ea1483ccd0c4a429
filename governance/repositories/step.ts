import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import type { Proposal } from "./host";
import type { Content } from "./view";

/** A step on a host. */
export type Step =
  | { readonly do: "create" }
  | { readonly do: "seed"; readonly content: Content }
  | { readonly do: "propose"; readonly proposal: Proposal }
  | { readonly do: "allow" }
  | { readonly do: "protect" }
  | { readonly do: "guard"; readonly environment: string }
  | { readonly do: "set"; readonly environment: string; readonly name: string; readonly value: string };

/** Steps that can be taken now, and reasons for which others cannot. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly reasons: readonly RepositoryReason[];
  readonly notes: readonly string[];
}

/** Name of a step's work: one that was carried out and does not show is not repeated at once. */
export function stepKey(step: Step): string {
  switch (step.do) {
    case "guard":
      return `guard ${step.environment}`;
    case "set":
      return `set ${step.environment} ${step.name}`;
    case "seed":
      return `seed ${step.content.is}`;
    default:
      return step.do;
  }
}
