/**
 * A program of its own, for versions before 0.2 only: prints the names of all stages of a checkout, in apply order, as JSON.
 *
 *   node -r ts-node/register stage-names.ts <root> <directory of stage files>
 *
 * It uses of the checkout only what every version of it has: `loadAllStages`.
 */
import { createRequire } from "node:module";
import { join } from "node:path";

interface Configuration {
  readonly loadAllStages: (directory: string) => readonly { readonly name: string }[];
}

const [root, directory] = process.argv.slice(2);
const load = createRequire(join(root, "main.ts"));
try {
  const found = load("./environments") as Configuration; // these versions load stage files with a module beside them
  process.stdout.write(JSON.stringify(found.loadAllStages(directory).map(({ name }) => name)));
} catch (error) {
  if (!(error instanceof Error) || error.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
}
