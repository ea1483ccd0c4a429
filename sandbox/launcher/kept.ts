import { join } from "node:path";
import { codeHostLines } from "../code-hosts";
import { exportLines } from "./client-environment";
import { openPortal, portalLines } from "./portal";
import type { Sandbox } from "./sandbox";

/**
 * Leaves a sandbox running.
 *
 * @param opensPortal - Starts what people sign in with, where an application is applied.
 * @returns how to use it, for people
 */
export async function keepRunning(sandbox: Sandbox, opensPortal: boolean): Promise<string> {
  const portal = opensPortal ? await portalOf(sandbox) : { lines: [] };
  sandbox.keep(portal.issuerPid);
  return [
    "",
    ...portal.lines,
    ...(await hostsOf(sandbox)),
    "The sandbox is running. To use it from a shell (also with aws and npx cdktf):",
    "",
    ...exportLines(sandbox.variables),
    "",
    lookInside(sandbox),
    "",
    `States and stacks: ${join(sandbox.workDirectory, "work")}. Stop it: npm run sandbox -- --stop`,
  ].join("\n");
}

/** Code hosts of use cases, with what is in them. */
async function hostsOf({ addresses: { codeHostsPort } }: Sandbox): Promise<string[]> {
  return codeHostsPort === undefined ? [] : [...(await codeHostLines(codeHostsPort)), ""];
}

/** A portal that cannot be opened is said, and keeps nobody from the rest. */
async function portalOf(
  sandbox: Sandbox,
): Promise<{ readonly lines: readonly string[]; readonly issuerPid?: number | undefined }> {
  try {
    const portal = await openPortal(sandbox);
    return portal === undefined ? { lines: [] } : { lines: portalLines(portal), issuerPid: portal.issuer?.pid };
  } catch (error) {
    return { lines: [`The portal of the governance application is not open: ${(error as Error).message}`, ""] };
  }
}

/** The exported credentials belong to no account of the organization: as they are, `aws` finds nothing. */
function lookInside({ stages }: Sandbox): string {
  const { governance, environment } = stages[0];
  const role = `arn:${environment.organization.partition}:iam::${governance.id}:role/${environment.access.deployRoleName}`;
  const query = "Credentials.[AccessKeyId,SecretAccessKey,SessionToken]";
  const names = "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s";
  return `To look into an account with aws, take its role (here ${governance.key}):\n\nexport $(printf "${names}" $(aws sts assume-role --role-arn ${role} --role-session-name me --query "${query}" --output text))`;
}
