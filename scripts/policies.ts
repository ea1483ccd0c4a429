import { writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigurationError, loadAllStages } from "../configuration";
import { deployRolePage } from "../deploy-role/deploy-role-page";
import { policyDocuments, type PolicyDocument } from "../deploy-role/documents";
import { needsOf } from "../deploy-role/roles";
import { parseOptions, usage } from "../runner/command-line/arguments";

/**
 * `npm run policies [-- --stage dev] [--layer foundation] [--account finance-dev] [--access plan] [--environments dir]`:
 * the least-privilege policies of the deploy role (or the plan role) as JSON, by account and layer.
 *
 * `--write` writes `docs/deploy-role.md` for the example organization instead.
 */
const SHIPPED = path.resolve(__dirname, "../environments");
const OPTIONS = {
  stage: { type: "string", value: "name", help: "only this stage (default: all)" },
  layer: { type: "string", value: "name", help: "only this layer, or state-access" },
  account: { type: "string", value: "key", help: "only this account" },
  access: { type: "string", value: "deploy|plan", help: "which role (default: deploy)" },
  environments: { type: "string", value: "dir", help: "directory of stage files (default: SMUS_ENVIRONMENTS_DIR)" },
  write: { type: "boolean", help: "write docs/deploy-role.md for the example organization instead" },
  help: { type: "boolean", help: "show this text" },
} as const;
const PAGE = path.resolve(__dirname, "../docs/deploy-role.md");

interface Selection {
  readonly directory: string;
  readonly stage?: string;
  readonly layer?: string;
  readonly account?: string;
  readonly access: "deploy" | "plan";
}

/** Policy documents by account and by layer (or `state-access`). */
export function policies(selection: Selection): Record<string, Record<string, PolicyDocument[]>> {
  const stages = loadAllStages(selection.directory);
  const wanted = stages.filter(({ name }) => selection.stage === undefined || name === selection.stage);
  if (wanted.length === 0)
    throw new Error(`no stage "${selection.stage}"; there are ${stages.map(({ name }) => name).join(", ")}`);
  const result: Record<string, Record<string, PolicyDocument[]>> = {};
  for (const { account, purpose, permissions } of needsOf(wanted, stages)) {
    if (selection.layer !== undefined && purpose !== selection.layer) continue;
    if (selection.account !== undefined && account !== selection.account) continue;
    const needed = permissions.filter(({ access }) => selection.access === "deploy" || access === "read");
    (result[account] ??= {})[purpose] = policyDocuments(needed);
  }
  return result;
}

/** The text of `docs/deploy-role.md`, as `npm run check` wants it. */
async function page(): Promise<string> {
  // A development dependency: needed for this only.
  const { format } = await import("prettier");
  return format(deployRolePage(loadAllStages(SHIPPED)), { parser: "markdown", printWidth: 120 });
}

async function main(args: readonly string[]): Promise<void> {
  const values = parseOptions(OPTIONS, args);
  if (values.help === true) {
    console.log(
      usage("policies", "Prints the least-privilege policies of the deploy role, by account and layer.", OPTIONS),
    );
    return;
  }
  if (values.write === true) {
    writeFileSync(PAGE, await page());
    console.log(`wrote ${PAGE}`);
    return;
  }
  if (values.access !== undefined && values.access !== "deploy" && values.access !== "plan") {
    throw new Error(`--access is "${values.access}"; allowed: deploy, plan`);
  }
  const { stage, layer, account, access = "deploy" } = values;
  const directory = path.resolve(values.environments ?? process.env["SMUS_ENVIRONMENTS_DIR"] ?? SHIPPED);
  console.log(JSON.stringify(policies({ directory, stage, layer, account, access }), null, 2));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
    console.error(error instanceof ConfigurationError ? error.message : `policies: ${error.message}`);
    process.exitCode = 1;
  });
}
