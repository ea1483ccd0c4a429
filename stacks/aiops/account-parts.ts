import type { ResolvedUseCasePart, Stage } from "../../configuration/model";

/** Parts of a stage's use cases in one of its accounts: what is built there, and what runs there. */
export function partsIn(stage: Stage, account: string): ResolvedUseCasePart[] {
  return Object.values(stage.useCases).flatMap(({ build, deploy, ...part }) => {
    const here = {
      ...(build?.account.key === account ? { build } : {}),
      ...(deploy?.account.key === account ? { deploy } : {}),
    };
    return Object.keys(here).length === 0 ? [] : [{ ...part, ...here }];
  });
}
