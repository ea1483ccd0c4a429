import vm from "node:vm";
import { show } from "../problems";

/** Functions that end the process: `process.exit(0)` in a stage file would end the check before it has said anything. */
const ENDS = ["exit", "reallyExit", "abort", "kill"] as const;
/** Functions that put work off. What a file offers is read at once, so that work could only disturb what comes after. */
const PUT_OFF = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const;

type Callable = (...args: unknown[]) => unknown;
type Members = Record<string, unknown>;

/**
 * The globals of the files, which run in Node's own V8 context. Under jest that is another one than the tests'.
 */
const GLOBALS = vm.runInThisContext("globalThis") as { readonly process: NodeJS.Process };

/**
 * Runs what a configuration file says, without letting it end the process, put work off, or leave another exit code or working
 * directory behind.
 */
export function guardProcess<T>(run: () => T): T {
  const { process } = GLOBALS;
  const { exitCode } = process;
  const directory = process.cwd();
  const restore = [
    ...ENDS.map((name) => replace(process as unknown as Members, name, refuse(name))),
    ...PUT_OFF.map((name) => replace(GLOBALS as unknown as Members, name, () => INERT)),
    replace(process as unknown as Members, "nextTick", () => undefined),
  ];
  try {
    return run();
  } finally {
    for (const undo of restore) undo();
    process.exitCode = exitCode;
    if (process.cwd() !== directory) process.chdir(directory);
  }
}

/** Stands for a timer: it does nothing, and everything that is done with timers can be done with it. */
const INERT: Members = {
  ref: () => INERT,
  unref: () => INERT,
  hasRef: () => false,
  refresh: () => INERT,
  close: () => INERT,
  [Symbol.toPrimitive]: () => 0,
};

function refuse(name: string): Callable {
  return (...args) => {
    throw new Error(`the file calls process.${name}(${args.map(show).join(", ")}), which would end the program`);
  };
}

function replace(owner: Members, name: string, substitute: Callable): () => void {
  const original = owner[name];
  owner[name] = substitute;
  return () => (owner[name] = original);
}
