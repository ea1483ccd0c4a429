import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeOrganization } from "./bench/generate";
import { loadAllStages } from "../configuration";
import { FUNCTION_NAMES, useFunctionCode } from "../modules/function-code";
import { synthesizeStage } from "../stacks/synthesis";

/**
 * Prints a digest of the Terraform JSON of every stage that the project ships or generates: the example, the samples, the
 * organizations of the tests and generated ones. A change of the structure that leaves these lines alone changes nothing
 * that Terraform sees.
 *
 * The code of the functions is left out: all of them are an empty file here, because the hash of their code is part of the
 * JSON and of what the promotion gate compares.
 *
 * ```sh
 * npm run --silent digests > before.txt
 * ```
 *
 * `--out <directory>` keeps what was written, in `<organization>/<stage>/<access>/`.
 */
function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), "smus-digests-"));
  try {
    leaveOutCode(scratch);
    const { values } = parseArgs({ options: { out: { type: "string", default: join(scratch, "written") } } });
    for (const [name, directory] of organizations(scratch)) printDigests(name, directory, resolve(values.out));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function organizations(scratch: string): [name: string, directory: string][] {
  const root = resolve(__dirname, "..");
  const generated = (["s3", "local", "cloud"] as const).map((backend): [string, string] => {
    const directory = join(scratch, `generated-${backend}`);
    writeOrganization(directory, 40, backend);
    return [`generated-${backend}`, directory];
  });
  return [
    ["example", join(root, "environments")],
    ["minimal", join(root, "environments/samples/minimal")],
    ["comprehensive", join(root, "environments/samples/comprehensive")],
    ["domain-per-stage", join(root, "__tests__/fixtures/environments/domain-per-stage")],
    ...generated,
  ];
}

function printDigests(name: string, directory: string, out: string): void {
  const stages = loadAllStages(directory);
  for (const stage of stages) {
    for (const access of ["deploy", "plan"] as const) {
      const outdir = join(out, name, stage.name, access);
      const options = { access, usePathStyle: false, workingDirectory: "/organization" };
      synthesizeStage({ stage, stages, options, outdir });
      const digest = createHash("sha256");
      const stacks = readdirSync(join(outdir, "stacks")).sort();
      for (const stack of stacks) {
        digest.update(stack).update(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json")));
      }
      console.log(`${name} ${stage.name} ${access} ${stacks.length} ${digest.digest("hex")}`);
    }
  }
}

function leaveOutCode(scratch: string): void {
  const zipPath = join(scratch, "empty.zip");
  writeFileSync(zipPath, "");
  const sourceHashBase64 = createHash("sha256").digest("base64");
  for (const name of FUNCTION_NAMES) {
    useFunctionCode(name, { zipPath, sourceHashBase64 });
  }
}

main();
