import { join } from "node:path";
import { exportLines } from "./client-environment";
import type { Sandbox } from "./sandbox";

/** Leaves a sandbox running. @returns how to use it, for people */
export function keepRunning(sandbox: Sandbox): string {
  sandbox.keep();
  return [
    "",
    "The sandbox is running. To use it from a shell (also with aws and npx cdktf):",
    "",
    ...exportLines(sandbox.variables),
    "",
    lookInside(sandbox),
    "",
    `States and stacks: ${join(sandbox.workDirectory, "work")}. Stop it: npm run sandbox -- --stop`,
  ].join("\n");
}

/** The exported credentials belong to no account of the organization: as they are, `aws` finds nothing. */
function lookInside({ stages }: Sandbox): string {
  const { governance, environment } = stages[0];
  const role = `arn:${environment.organization.partition}:iam::${governance.id}:role/${environment.access.deployRoleName}`;
  const query = "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]";
  const names = "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s";
  return `To look into an account with aws, take its role (here ${governance.key}):\n\nexport $(printf "${names}" $(aws sts assume-role --role-arn ${role} --role-session-name me --query "${query}" --output text))`;
}
