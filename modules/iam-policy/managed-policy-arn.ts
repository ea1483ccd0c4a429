/**
 * ARN of a policy that AWS manages.
 *
 * @param name Name with its path where it has one: `service-role/SageMakerStudioQueryExecutionRolePolicy`.
 */
export function managedPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}
