import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { compareVersions } from "../../contracts/version-constraint";
import { RunnerError } from "../errors";

/** Native S3 lock files need it. */
export const MINIMUM_VERSION = "1.11.0";
const INSTALL_HINT =
  "install Terraform >= 1.11: https://developer.hashicorp.com/terraform/install (macOS: brew install hashicorp/tap/terraform)";

/** The terraform that a run uses. */
export interface TerraformBinary {
  readonly path: string;
  readonly version: string;
}

/**
 * Finds `terraform` (or what `TERRAFORM_BINARY_NAME` names, as for the cdktf CLI) and checks its version.
 *
 * @throws RunnerError with the command to install it.
 */
export async function locateTerraform(environment: NodeJS.ProcessEnv): Promise<TerraformBinary> {
  const path = environment.TERRAFORM_BINARY_NAME || "terraform";
  const env: NodeJS.ProcessEnv = { ...environment, CHECKPOINT_DISABLE: "1" };
  delete env.TF_CLI_CONFIG_FILE; // a missing file makes `version` print a warning and nothing that helps
  let output: string;
  try {
    output = (await promisify(execFile)(path, ["version", "-json"], { env })).stdout;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new RunnerError(
      missing ? `${path} was not found; ${INSTALL_HINT}` : `${path} does not run; ${INSTALL_HINT}`,
      undefined,
      {
        cause: error,
      },
    );
  }
  const version = /"terraform_version":\s*"([^"]+)"/.exec(output)?.[1] ?? "0";
  if (compareVersions(version, MINIMUM_VERSION) < 0) throw new RunnerError(`${path} is ${version}; ${INSTALL_HINT}`);
  return { path, version };
}
