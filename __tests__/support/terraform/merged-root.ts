import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Block, TerraformJson } from "../terraform-json";

/** A stack and the name of the module that it becomes. */
export interface NamedStack {
  readonly name: string;
  readonly json: TerraformJson;
}

/**
 * Writes all stacks as modules of one root, so that one `terraform validate` (one start of a 700 MB provider) checks them
 * all.
 *
 * A module may have neither backend nor provider blocks, so both are left out: the default provider is inherited, and
 * aliased ones are declared by the module and stand for the default, because every provider block of the root would be a
 * process of its own. Provider and backend blocks need a stack that is checked as it is written. Import blocks are allowed
 * in the root only, so they move there.
 */
export function writeMergedRoot(directory: string, stacks: readonly NamedStack[]): void {
  const modules: Record<string, unknown> = {};
  const imports: Block[] = [];
  for (const { name, json } of stacks) {
    const handed = (json.provider?.["aws"] ?? []).map(({ alias }) => [aliased(alias), "aws"] as const);
    modules[name] = { source: `./modules/${name}`, providers: Object.fromEntries(handed) };
    imports.push(...importsOf(json).map((block) => ({ ...block, to: `module.${name}.${String(block["to"])}` })));
    write(join(directory, "modules", name), asModule(json));
  }
  write(directory, {
    terraform: requiredAws({}),
    provider: { aws: [{ region: "us-east-1" }] },
    module: modules,
    ...(imports.length === 0 ? {} : { import: imports }),
  });
}

function importsOf(json: TerraformJson): readonly Block[] {
  return (json as TerraformJson & { import?: readonly Block[] }).import ?? [];
}

function aliased(alias: unknown): string {
  return typeof alias === "string" ? `aws.${alias}` : "aws";
}

function asModule(json: TerraformJson): unknown {
  const { provider, terraform, import: _imports, ...rest } = json as TerraformJson & { import?: unknown };
  const aliases = (provider?.["aws"] ?? []).map(({ alias }) => aliased(alias)).filter((name) => name !== "aws");
  const required = requiredAws(terraform?.required_providers?.["aws"] ?? {}, aliases);
  return { ...rest, terraform: { ...required, required_version: terraform?.required_version } };
}

function requiredAws(constraint: Block, aliases: readonly string[] = []): { required_providers: unknown } {
  const configured = aliases.length === 0 ? {} : { configuration_aliases: aliases };
  return { required_providers: { aws: { source: "hashicorp/aws", ...constraint, ...configured } } };
}

/** Writes Terraform JSON into a directory of its own. */
export function write(directory: string, json: unknown): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "main.tf.json"), JSON.stringify(json));
}
