import vm from "node:vm";
import { show } from "../problems";

/** Functions that end the process: `process.exit(0)` in a stage file would end the check before it has said anything. */
const ENDS = ["exit", "reallyExit", "abort", "kill"] as const;
/** Functions that put work off, which then runs when the check is at something else. */
const PUT_OFF = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const;

type Callable = (...args: unknown[]) => unknown;
type Members = Record<string, unknown>;

/**
 * The globals of the files, which run in Node's own V8 context. Under jest that is another one than the tests'.
 */
const GLOBALS = vm.runInThisContext("globalThis") as { readonly process: NodeJS.Process };

/**
 * Runs what a configuration file says, without letting it end the process, or leave another exit code or working directory behind.
 *
 * What it puts off runs under the same guard; its errors are nobody's, because what the file offers was read before, and its
 * timers keep no process alive.
 */
export function guardProcess<T>(run: () => T): T {
  const { process } = GLOBALS;
  const { exitCode } = process;
  const directory = process.cwd();
  const restore = [
    ...ENDS.map((name) => replace(process as unknown as Members, name, () => refuse(name))),
    ...PUT_OFF.map((name) => replace(GLOBALS as unknown as Members, name, later)),
    // Not left out: Node.js itself puts off the end of writes to its streams so.
    replace(process as unknown as Members, "nextTick", later),
  ];
  try {
    return run();
  } finally {
    for (const undo of restore) undo();
    process.exitCode = exitCode;
    if (process.cwd() !== directory) process.chdir(directory);
  }
}

/** The function that puts off the same with a guard around it. */
function later(original: Callable): Callable {
  return (callback, ...rest) => {
    const put = original(typeof callback === "function" ? guarded(callback as Callable) : callback, ...rest);
    (put as { unref?: () => unknown } | undefined)?.unref?.();
    return put;
  };
}

function guarded(callback: Callable): Callable {
  return (...args) => {
    try {
      return guardProcess(() => callback(...args));
    } catch {
      return undefined;
    }
  };
}

function refuse(name: string): Callable {
  return (...args) => {
    throw new Error(`the file calls process.${name}(${args.map(show).join(", ")}), which would end the program`);
  };
}

function replace(owner: Members, name: string, substitute: (original: Callable) => Callable): () => void {
  const original = owner[name] as Callable;
  owner[name] = substitute(original.bind(owner));
  return () => (owner[name] = original);
}
