import type { ResolvedUseCase, ResolvedUseCasePlace, UseCaseHub } from "../../configuration/model";
import { AIOPS_NAMES } from "../../contracts/aiops/names";

/** Bucket of artifacts of a place. */
export function artifactsOf({ namePrefix, account, region }: ResolvedUseCasePlace): string {
  return AIOPS_NAMES.artifacts(namePrefix, account.id, region);
}

/** ARN of a role of a place's account. */
export function roleArnIn(partition: string, { account }: ResolvedUseCasePlace, name: string): string {
  return `arn:${partition}:iam::${account.id}:role/${name}`;
}

/** ARNs of the roles that the functions of AI operations run as. */
export function functionRoleArns({ partition, governance, namePrefix }: UseCaseHub): string[] {
  return [AIOPS_NAMES.seeding, AIOPS_NAMES.promotion].map(
    (name) => `arn:${partition}:iam::${governance.id}:role/${name(namePrefix)}`,
  );
}

/** ARN of the bus to which accounts send changes of their model packages. */
export function eventBusArn({ partition, governance, region, namePrefix }: UseCaseHub): string {
  return `arn:${partition}:events:${region}:${governance.id}:event-bus/${AIOPS_NAMES.bus(namePrefix)}`;
}

/**
 * Roles of other accounts that read what a use case has built: the account's role copies versions of a model; a data release is copied
 * by its deployment.
 */
export function readersOf(partition: string, { build, stages, releases }: ResolvedUseCase): string[] {
  return stages
    .filter(({ account }) => account.id !== build.account.id)
    .map((stage) => {
      const name = releases === "model package" ? AIOPS_NAMES.accountRole(stage.namePrefix) : stage.roleName;
      return roleArnIn(partition, stage, name);
    });
}
