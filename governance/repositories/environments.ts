import type { UseCasePlace } from "../../contracts/aiops/place";
import type { RepositoryReason, UseCaseRepository } from "../../contracts/aiops/repository-record";
import type { UseCaseSettings } from "../../contracts/aiops/settings";
import type { WantedEnvironment } from "./wanted";

/** Membership of a role in the project of a stage. */
export type MembershipView =
  /** The stage has no project: there is nothing to be a member of. */
  | { readonly is: "no-project" }
  | { readonly is: "member" }
  | { readonly is: "not-member" }
  /** The project is in the domain of its stage, which this function cannot ask. */
  | { readonly is: "elsewhere" }
  | { readonly is: "unreadable"; readonly said: string };

/** Environment that jobs name, as the template says it. */
export interface NamedEnvironment extends Pick<WantedEnvironment, "name" | "tier" | "approval"> {
  readonly variables: readonly string[];
}

/** Role of the jobs of a repository in an environment. */
export function jobRole(repository: UseCaseRepository, place: UseCasePlace): string | null {
  return repository === "build" ? place.buildRoleArn : place.deployRoleArn;
}

/**
 * An environment as it is to be: with the reviewers of its stage, and with the name of the role once the role is a member of the stage's
 * project; a first deployment before that would be refused.
 */
export function wantedEnvironment(
  named: NamedEnvironment,
  { stages }: UseCaseSettings,
  role: { readonly arn: string; readonly membership: MembershipView },
): WantedEnvironment {
  const { name, tier, approval, variables } = named;
  const stage = stages.find((one) => one.name === name);
  return {
    ...{ name, tier, approval },
    reviewers: approval ? (stage?.reviewers ?? []) : [],
    variables: Object.fromEntries(variables.map((variable) => [variable, role.arn])),
    withheld: withheld(name, role),
  };
}

function withheld(
  stage: string,
  { arn, membership }: { readonly arn: string; readonly membership: MembershipView },
): RepositoryReason[] {
  const role = arn.split("/").at(-1) ?? arn;
  const about = { stage, for: "platform" } as const;
  if (membership.is === "not-member") {
    const text = `The role ${role} is not a member of the project of the stage ${stage} yet`;
    return [{ code: "role-not-member", text, fix: `apply the layer automation of the stage ${stage}`, ...about }];
  }
  if (membership.is !== "unreadable") return [];
  const text = `The members of the project of the stage ${stage} cannot be read: ${membership.said}`;
  return [{ code: "members-unreadable", text, fix: "make the role of the function a member of the project", ...about }];
}

/** Note on an environment whose membership nobody here can look at. */
export function membershipNote(stage: string, { is }: MembershipView): string[] {
  if (is !== "elsewhere") return [];
  return [
    `Whether the role of the stage ${stage} is a member of its project is not looked at: it is in another domain.`,
  ];
}
