import { execFileSync } from "node:child_process";

const SCRIPT = `
import importlib.util, json
def home(name):
    spec = importlib.util.find_spec(name)
    return list(spec.submodule_search_locations)[0] if spec and spec.submodule_search_locations else None
print(json.dumps({name: home(name) for name in ("botocore", "cfnlint", "moto")}))
`;

/** Paths of Python packages: those whose data are authorities, and moto; undefined for one that is not installed. */
export interface PythonPackages {
  readonly botocore?: string;
  readonly cfnlint?: string;
  readonly moto?: string;
}

const found = new Map<string, PythonPackages>();

/** Asks Python once per binary and process; without Python all are undefined. */
export function pythonPackages(python = process.env.SMUS_SANDBOX_PYTHON ?? "python3"): PythonPackages {
  let packages = found.get(python);
  if (!packages) {
    packages = locate(python);
    found.set(python, packages);
  }
  return packages;
}

function locate(python: string): PythonPackages {
  try {
    const output = execFileSync(python, ["-c", SCRIPT], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const { botocore, cfnlint, moto } = JSON.parse(output) as Record<string, string | null>;
    return { botocore: botocore ?? undefined, cfnlint: cfnlint ?? undefined, moto: moto ?? undefined };
  } catch {
    return {};
  }
}
