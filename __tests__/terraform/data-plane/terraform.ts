import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { prepareProviderInstallation } from "../../../runner";
import { ROOT } from "../../support/life";

/** Credentials that a configuration is applied with. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A configuration in a directory of its own, driven by the real terraform against an endpoint. */
export class Configuration {
  private readonly directory = mkdtempSync(join(tmpdir(), "smus-configuration-"));
  private readonly environment: NodeJS.ProcessEnv;

  /** @param files by name: texts, and sources of functions whose archive is made of them */
  constructor(endpoint: string, region: string, keys: Keys, files: Readonly<Record<string, string>>) {
    const { variables } = prepareProviderInstallation(process.env, join(ROOT, ".smus"));
    this.environment = {
      ...process.env,
      ...variables,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_REGION: region,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
    };
    for (const [name, content] of Object.entries(files))
      writeFileSync(
        join(this.directory, name.replace(/\.js$/, ".zip")),
        name.endsWith(".js") ? zipSync({ "index.js": strToU8(content) }) : content,
      );
  }

  /** Standard output. @throws Error with everything that terraform has said */
  run(...args: readonly string[]): string {
    const { status, stdout, stderr } = this.spawn(args);
    if (status !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** Exit code of a plan: 0 when there is nothing to change, 2 when there is; with what it says. */
  plan(): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr } = this.spawn(["plan", "-no-color", "-detailed-exitcode"]);
    return { status, output: stdout + stderr };
  }

  outputs(): Readonly<Record<string, string>> {
    const outputs = JSON.parse(this.run("output", "-json")) as Record<string, { value: string }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private spawn(args: readonly string[]) {
    const options = { cwd: this.directory, env: this.environment, encoding: "utf8", maxBuffer: 1 << 26 } as const;
    return spawnSync(process.env.TERRAFORM_BINARY_NAME || "terraform", args, options);
  }
}
