import type { ResolvedAccount, Stage } from "../configuration/model";
import { ROLE_NAMES, serviceRoleArn } from "../contracts/names";
import type { DataKeyPolicyProps } from "../modules/kms-key";

/** Roles that use an account's data key and that no managed policy lets in: of the domain, and of the account itself. */
export function dataKeyUsers(
  { domain, governance, environment }: Stage,
  { id, roles, blueprints }: ResolvedAccount,
): Pick<DataKeyPolicyProps, "domainAccountId" | "domainExecutionRoleArn" | "provisioningRoleArns"> {
  const { partition } = environment.organization;
  const provisioning =
    roles.provisioningRoleArn ?? serviceRoleArn(partition, id, ROLE_NAMES.provisioning(governance.id));
  const exact = Object.values(blueprints).map(({ exactly }) => exactly?.provisioningRoleArn);
  return {
    domainAccountId: governance.id,
    domainExecutionRoleArn:
      domain.roles.executionRoleArn ?? serviceRoleArn(partition, governance.id, ROLE_NAMES.domainExecution),
    provisioningRoleArns: [...new Set([provisioning, ...exact].filter((arn) => arn !== undefined))].sort(),
  };
}
