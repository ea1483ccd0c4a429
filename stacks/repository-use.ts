import type { ResolvedAccount, Stage } from "../configuration/model";

/**
 * Tells whether an account's control-plane function connects repositories to projects: that of the governance account, for the stage
 * and for every stage that joins its domain.
 */
export function connectsRepositories(account: ResolvedAccount, stage: Stage, stages: readonly Stage[]): boolean {
  if (account.key !== stage.governance.key) return false;
  return [stage, ...stages.filter(({ domainStage }) => domainStage === stage.name)].some(({ projects }) =>
    Object.values(projects).some(({ connections }) => Object.values(connections).some(({ git }) => git !== undefined)),
  );
}
