import { writeFileSync } from "node:fs";
import path from "node:path";
import { loadAllStages } from "../configuration";
import { deployRolePage } from "../deploy-role/deploy-role-page";

/**
 * Writes `docs/deploy-role.md`: the policies of the deploy and the plan role for the example organization.
 *
 * Run with `npm run generate:policies`; a test keeps the file current.
 */
const ROOT = path.resolve(__dirname, "..");

async function main(): Promise<void> {
  const { format } = await import("prettier"); // only here: jest cannot load it
  writeFileSync(
    path.join(ROOT, "docs/deploy-role.md"),
    await format(deployRolePage(loadAllStages(path.join(ROOT, "environments"))), {
      parser: "markdown",
      printWidth: 120,
    }),
  );
}

if (require.main === module) void main();
