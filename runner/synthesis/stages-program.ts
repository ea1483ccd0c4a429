/**
 * A program of its own: synthesizes stages of a checkout of this project, all in one process, so that its code is loaded
 * once and not once a stage.
 *
 *   node -r ts-node/register stages-program.ts <root> <output directory> [<stage> ...]
 *
 * Without stages: all. It uses of the checkout only what every version of it has: `main.ts`, which reads its environment, and
 * `loadAllStages`. Writes `<output directory>/<stage>/` as `main.ts` does, and `stages.json`, all stages in apply order.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

interface Configuration {
  readonly loadAllStages: (directory: string) => readonly { readonly name: string }[];
}

function main([root, outputDirectory, ...wanted]: readonly string[]): void {
  const load = createRequire(join(root, "main.ts"));
  const entry = load.resolve("./main.ts");
  const directory = process.env.SMUS_ENVIRONMENTS_DIR ?? join(root, "environments");
  const names = stageNames(configurationOf(root, load), directory);
  if (names === undefined) return;
  mkdirSync(outputDirectory, { recursive: true });
  writeFileSync(join(outputDirectory, "stages.json"), JSON.stringify(names));
  const stages = names.filter((name) => wanted.length === 0 || wanted.includes(name));
  process.argv = [process.argv[0], entry]; // `main.ts` may run itself again, to divide its work
  const next = (): void => {
    const stage = stages.shift();
    if (stage === undefined || (process.exitCode !== undefined && process.exitCode !== 0)) return;
    process.env.TF_WORKSPACE = stage;
    delete process.env.SMUS_STAGE; // another way to choose one; both at once are refused
    process.env.CDKTF_OUTDIR = join(outputDirectory, stage);
    mkdirSync(process.env.CDKTF_OUTDIR, { recursive: true }); // the engine makes one level only
    delete load.cache[entry]; // it begins its work while it is loaded; what it imports stays loaded
    load(entry);
    setImmediate(() => undefined); // so that there is an end of the work, also where all of it is done by now
  };
  process.on("beforeExit", next); // nothing is left to do: the stage before is written
  next();
}

/** The checkout's module that loads stage files; versions before 0.2 have it beside the stage files. */
function configurationOf(root: string, load: NodeJS.Require): Configuration {
  return load(existsSync(join(root, "configuration")) ? "./configuration" : "./environments") as Configuration;
}

/** Names in apply order; undefined where the configuration has problems, which are printed. */
function stageNames({ loadAllStages }: Configuration, directory: string): string[] | undefined {
  try {
    return loadAllStages(directory).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ConfigurationError") throw error;
    console.error(error.message);
    process.exitCode = 1;
    return undefined;
  }
}

main(process.argv.slice(2));
