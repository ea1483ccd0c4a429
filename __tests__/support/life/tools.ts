import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { findProviderMirror } from "../../../runner/terraform/provider-mirror";

/** Repository root. */
export const ROOT = resolve(__dirname, "../../..");

/**
 * `describe` for tests that drive the real terraform against the local AWS. Where a tool is missing they are skipped,
 * and a warning says which: a green run must not hide that nothing was proven.
 */
export function describeLife(name: string, tests: () => void): void {
  const missing = missingTools();
  if (missing.length === 0) return void describe(name, tests);
  console.warn(`SKIPPED, nothing of it is proven in this run: "${name}"; missing: ${missing.join("; ")}`);
  describe.skip(name, tests);
}

let known: readonly string[] | undefined;

/** Lists what a life needs and this machine lacks. */
export function missingTools(): readonly string[] {
  return (known ??= [
    ...(runs(process.env.TERRAFORM_BINARY_NAME || "terraform", "version") ? [] : ["terraform on PATH"]),
    ...(providerReachable() ? [] : ["the AWS provider: no mirror (TF_PLUGIN_MIRROR), and no registry in reach"]),
    ...(runs("python3", "--version") ? [] : ["python3 on PATH"]),
    ...(motoReachable() ? [] : ["moto_server on PATH or in .smus/venv (npm run sandbox makes it)"]),
  ]);
}

function runs(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore", env: { ...process.env, CHECKPOINT_DISABLE: "1" }, timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

function providerReachable(): boolean {
  const { TF_PLUGIN_MIRROR, TF_CLI_CONFIG_FILE } = process.env;
  if (TF_PLUGIN_MIRROR || findProviderMirror() !== undefined) return true;
  if ([TF_CLI_CONFIG_FILE, join(homedir(), ".terraformrc")].some((file) => file && existsSync(file))) return true;
  const probe = `fetch("https://registry.terraform.io/.well-known/terraform.json").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
  return runs(process.execPath, "-e", probe);
}

function motoReachable(): boolean {
  const directories = (process.env.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  return [...directories, join(ROOT, ".smus", "venv", "bin")].some((place) => existsSync(join(place, "moto_server")));
}
