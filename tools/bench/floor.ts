/**
 * The floor: what it costs to write the files of a stage, with everything about them known beforehand. Parses and
 * serializes the JSON of every stack that an earlier synthesis has written to `BENCH_REFERENCE`, and copies its assets.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { BENCH_REFERENCE: reference = "", CDKTF_OUTDIR: outdir = "" } = process.env;

for (const stack of readdirSync(join(reference, "stacks"))) {
  const from = join(reference, "stacks", stack);
  const to = join(outdir, "stacks", stack);
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) cpSync(join(from, entry.name), join(to, entry.name), { recursive: true });
  }
  const json: unknown = JSON.parse(readFileSync(join(from, "cdk.tf.json"), "utf8"));
  writeFileSync(join(to, "cdk.tf.json"), JSON.stringify(json, undefined, 2));
}
