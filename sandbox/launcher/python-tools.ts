import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { RunnerError } from "../../runner";

const run = promisify(execFile);

/** The Python programs that a sandbox uses. */
export interface PythonTools {
  readonly motoServer: string;
  /** Interpreter whose packages hold botocore and cfn-lint: authorities for request shapes. */
  readonly python: string;
}

/**
 * Finds `moto_server` on PATH, else makes the virtual environment `.smus/venv` with the pinned packages.
 *
 * @throws RunnerError with the command that installs what is missing
 */
export async function findPythonTools(
  root: string,
  workDirectory: string,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<PythonTools> {
  const onPath = findOnPath("moto_server", environment.PATH);
  const python = findOnPath("python3", environment.PATH);
  if (python === undefined) {
    throw new RunnerError(
      "python3 was not found; install Python >= 3.10 (Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python)",
    );
  }
  if (onPath !== undefined) return { motoServer: onPath, python };
  const venv = join(workDirectory, "venv");
  const tools: PythonTools = { motoServer: join(venv, "bin", "moto_server"), python: join(venv, "bin", "python3") };
  if (existsSync(tools.motoServer)) return tools;
  const requirements = join(root, "sandbox", "requirements.txt");
  say(`Installing moto and cfn-lint into ${venv}, once ...`);
  try {
    await run(python, ["-m", "venv", venv], { env: environment });
    await run(tools.python, ["-m", "pip", "install", "--quiet", "-r", requirements], {
      env: environment,
      maxBuffer: 1 << 24,
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new RunnerError(
      `moto could not be installed; try: python3 -m venv ${venv} && ${venv}/bin/pip install -r ${requirements}`,
      stderr,
      {
        cause: error,
      },
    );
  }
  return tools;
}

/** Absolute path of a program, as a shell would find it. */
export function findOnPath(program: string, path: string | undefined): string | undefined {
  const directories = (path ?? "").split(delimiter).filter((directory) => directory !== "");
  return directories.map((directory) => join(directory, program)).find((file) => existsSync(file));
}
