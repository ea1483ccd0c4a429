import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Versions of CDK Terrain and of its AWS bindings that were tried. */
const ENGINE = "0.24.0";
const AWS_BINDINGS = "25.7.0";
/** The version of `cdktf` whose API CDK Terrain continues, and which bindings that still ask for `cdktf` accept. */
const CONTINUED = "0.21.0";
/** Folder of the package that answers to the name `cdktf`. */
const ALIAS = "packages/cdktf";

interface Manifest {
  dependencies: Record<string, string | undefined>;
}

/**
 * Changes a checkout from CDKTF to CDK Terrain: `package.json`, and a package `cdktf` of one link. Imports stay as they are,
 * and packages are the caller's to install.
 *
 * An npm alias (`"cdktf": "npm:cdktn@..."`) would not do: the AWS bindings ask for `cdktn` and those of Terraform Cloud for
 * `cdktf`, so npm installs the engine twice, of which one copy is patched; and it refuses the version
 * of the alias (ERESOLVE). The package `cdktf` has the version that they ask for, and its `lib` is a link to that of `cdktn`:
 * Node and TypeScript follow links, so whichever name a module is imported by, it is the same module.
 */
export function moveToSecondEngine(root: string): void {
  const file = join(root, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const { dependencies } = manifest;
  dependencies["cdktf"] = `file:${ALIAS}`;
  dependencies["cdktn"] = ENGINE;
  dependencies["@cdktf/provider-aws"] = `npm:@cdktn/provider-aws@${AWS_BINDINGS}`;
  delete dependencies["cdktf-cli"]; // drives the other engine; `cdktn-cli` is this one's
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
  const alias = join(root, ALIAS);
  mkdirSync(alias, { recursive: true });
  const description = "CDK Terrain under the name that imports and bindings of CDKTF ask for";
  const entries = { main: "lib/index.js", types: "lib/index.d.ts" };
  const content = { name: "cdktf", version: CONTINUED, private: true, description, ...entries };
  writeFileSync(join(alias, "package.json"), `${JSON.stringify(content, undefined, 2)}\n`);
  symlinkSync("../../node_modules/cdktn/lib", join(alias, "lib"));
}
