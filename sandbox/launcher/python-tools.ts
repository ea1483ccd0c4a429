import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { RunnerError } from "../../runner";
import { pythonPackages } from "../../packages/emulator/validation/python";

const run = promisify(execFile);

/** The Python interpreters that a sandbox uses. */
export interface PythonTools {
  /** Interpreter whose packages hold moto. */
  readonly motoPython: string;
  /** Interpreter whose packages hold botocore and cfn-lint: authorities for request shapes. */
  readonly python: string;
}

/**
 * Finds `moto_server` on PATH, else makes the virtual environment `.smus/venv` with the pinned packages. A moto without
 * botocore and cfn-lint beside it is passed over: nothing would be checked, and the run would not say so.
 *
 * @throws RunnerError with the command that installs what is missing
 */
export async function findPythonTools(
  workDirectory: string,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<PythonTools> {
  const motoServer = findOnPath("moto_server", environment.PATH);
  const python = findOnPath("python3", environment.PATH);
  if (python === undefined) {
    throw new RunnerError(
      "python3 was not found; install Python >= 3.10 (Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python)",
    );
  }
  if (motoServer !== undefined) {
    const interpreters = [interpreterOf(motoServer, environment.PATH), python].filter((file) => file !== undefined);
    const motoPython = interpreters.find((file) => pythonPackages(file).moto !== undefined);
    const authority = interpreters.find(hasAuthorities);
    if (motoPython !== undefined && authority !== undefined) return { motoPython, python: authority };
    say(`${motoServer} is not used: its Python has no botocore or cfn-lint to check requests with`);
  }
  const venv = join(workDirectory, "venv");
  const tools: PythonTools = { motoPython: join(venv, "bin", "python3"), python: join(venv, "bin", "python3") };
  if (existsSync(join(venv, "bin", "moto_server")) && hasAuthorities(tools.python)) return tools;
  const requirements = join(__dirname, "..", "requirements.txt");
  say(`Installing moto and cfn-lint into ${venv}, once ...`);
  await install(python, venv, tools, { requirements, environment });
  return tools;
}

async function install(
  python: string,
  venv: string,
  tools: PythonTools,
  { requirements, environment }: { readonly requirements: string; readonly environment: NodeJS.ProcessEnv },
): Promise<void> {
  try {
    await run(python, ["-m", "venv", venv], { env: environment });
    await run(tools.python, ["-m", "pip", "install", "--quiet", "-r", requirements], {
      env: environment,
      maxBuffer: 1 << 24,
    });
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    throw new RunnerError(
      `moto could not be installed; try: ${python} -m venv ${venv} && ${tools.python} -m pip install -r ${requirements} (behind a mirror: export PIP_INDEX_URL; without a network: put a moto_server, with cfn-lint beside it, on PATH)`,
      [stdout, stderr].filter(Boolean).join("\n").trim().split("\n").slice(-8).join("\n"),
      { cause: error },
    );
  }
}

/** The Python that a script names in its first line: that one has what was installed with the script. */
function interpreterOf(script: string, path: string | undefined): string | undefined {
  const [first] = readFileSync(script, "latin1").slice(0, 512).split("\n", 1);
  const [, absolute, name] = /^#!\s*(?:(\/\S*python[\d.]*)|\/\S*env\s+(python[\d.]*))\s*$/.exec(first) ?? [];
  return absolute ?? (name === undefined ? undefined : findOnPath(name, path));
}

function hasAuthorities(python: string): boolean {
  const { botocore, cfnlint } = pythonPackages(python);
  return botocore !== undefined && cfnlint !== undefined;
}

/** Absolute path of a program, as a shell would find it. */
export function findOnPath(program: string, path: string | undefined): string | undefined {
  const directories = (path ?? "").split(delimiter).filter((directory) => directory !== "");
  return directories.map((directory) => join(directory, program)).find((file) => existsSync(file));
}
