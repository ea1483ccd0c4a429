import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareProviderInstallation } from "../../../runner";
import type { Block } from "../terraform-json";

/** A finding of `terraform validate`. */
export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string };
}

/** A line of `terraform plan -json`. */
interface PlanEvent {
  readonly diagnostic?: Diagnostic;
}

/** Output of `terraform show -json` for a plan. */
interface PlanDocument {
  readonly planned_values: {
    readonly root_module: { readonly resources: readonly { readonly address: string; readonly values: Block }[] };
  };
}

/** Terraform with the provider from a mirror, the user's own configuration or the registry, as the runner decides it. */
export class TerraformCli {
  private readonly environment: NodeJS.ProcessEnv;

  constructor() {
    const work = mkdtempSync(join(tmpdir(), "smus-terraform-"));
    const { variables } = prepareProviderInstallation(process.env, work);
    const { TF_WORKSPACE: _stage, TF_DATA_DIR: _data, ...inherited } = process.env;
    this.environment = { ...inherited, ...variables, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
  }

  /** Tells whether there is a terraform at all. */
  static isInstalled(): boolean {
    return spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;
  }

  /** Standard output of a command. @throws Error with what it printed when it fails */
  run(directory: string, ...args: string[]): string {
    const { status, stdout, stderr } = this.spawn(directory, args);
    if (status !== 0) throw new Error(`terraform ${args.join(" ")} failed\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** Errors and warnings of `terraform validate`; initializes without a backend first. */
  validate(directory: string): Diagnostic[] {
    this.run(directory, "init", "-backend=false", "-no-color");
    const { stdout, stderr } = this.spawn(directory, ["validate", "-json"]);
    if (!stdout.startsWith("{")) throw new Error(`terraform validate printed no JSON\n${stdout}\n${stderr}`);
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  }

  /** Errors of `terraform plan`, and the planned values of resources by address, where there are no errors. */
  plan(directory: string): { errors: string[]; values: Readonly<Record<string, Block>> } {
    const { stdout } = this.spawn(directory, ["plan", "-json", "-out=plan"]);
    const events = stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as PlanEvent]));
    const diagnostics = events.flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : []));
    if (diagnostics.length > 0) return { errors: diagnostics.map(({ detail = "" }) => detail), values: {} };
    const { planned_values: planned } = JSON.parse(this.run(directory, "show", "-json", "plan")) as PlanDocument;
    const values = Object.fromEntries(planned.root_module.resources.map(({ address, values }) => [address, values]));
    return { errors: [], values };
  }

  private spawn(cwd: string, args: readonly string[]) {
    return spawnSync("terraform", args, { cwd, env: this.environment, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  }
}

/** `describe` where terraform is installed; elsewhere it says loudly what is skipped. */
export function describeWithTerraform(name: string, body: () => void): void {
  if (TerraformCli.isInstalled()) {
    describe(name, body);
    return;
  }
  process.stderr.write(`\n*** SKIPPED: "${name}" needs terraform >= 1.11 ***\n\n`);
  describe.skip(name, body);
}
