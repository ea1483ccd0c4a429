/**
 * Runs inside a worker thread: loads a function's handler and calls it for each message. It stands in for Lambda's
 * Node.js runtime and must not import anything of the emulator.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import tls, { type ConnectionOptions, type TLSSocket } from "node:tls";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { NetworkOptions } from "../../options";
import type { RuntimeError, RuntimeInvocation, RuntimeResult } from "./runtime-messages";

type Callback = (error: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: object, callback: Callback) => unknown;

const {
  taskRoot,
  handler: handlerName,
  network,
} = workerData as { taskRoot: string; handler: string; network: NetworkOptions | undefined };
if (network !== undefined) redirect(network);

const MachineDate = Date;
/** Milliseconds by which the function's clock is ahead: the sandbox's clock can be put forward. */
let ahead = 0;

/** The clock that the function sees. */
class FunctionDate extends MachineDate {
  constructor(...parts: unknown[]) {
    // The forms of the constructor are those of Date.
    if (parts.length === 0) super(FunctionDate.now());
    else super(...(parts as [number]));
  }

  static override now(): number {
    return MachineDate.now() + ahead;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.isPrototypeOf.call(MachineDate.prototype, value as object);
  }
}
globalThis.Date = FunctionDate as DateConstructor;

/**
 * Leads connections to hosts that the sandbox plays to where they are on this machine. Names stay, so certificates are checked as ever; it
 * is only another authority that has signed them.
 */
function redirect({ hosts, certificateAuthority: ca }: NetworkOptions): void {
  const connect = tls.connect as (options: ConnectionOptions, ...rest: unknown[]) => TLSSocket;
  const redirected = (options: ConnectionOptions, ...rest: unknown[]): TLSSocket => {
    const host = options.host ?? "";
    const port = hosts[`${host}:${options.port ?? 443}`];
    if (port === undefined) return connect(options, ...rest);
    return connect({ ...options, host: "127.0.0.1", port, servername: options.servername || host, ca }, ...rest);
  };
  tls.connect = redirected as typeof tls.connect;
}

async function loadHandler(): Promise<Handler> {
  const split = handlerName.lastIndexOf(".");
  const base = join(taskRoot, handlerName.slice(0, split));
  const file = [".js", ".cjs", ".mjs"].map((extension) => base + extension).find(existsSync);
  if (!file) throw named("Runtime.ImportModuleError", `Cannot find module '${handlerName.slice(0, split)}'`);
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown> & { default?: object };
  const name = handlerName.slice(split + 1);
  // A CommonJS module's exports are under `default` as well, and only there when they cannot be detected.
  const found = loaded[name] ?? (loaded.default as Record<string, unknown> | undefined)?.[name];
  if (typeof found !== "function")
    throw named("Runtime.HandlerNotFound", `${handlerName} is undefined or not exported`);
  return found as Handler;
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function describe(thrown: unknown): RuntimeError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? "").split("\n") };
}

function call(handler: Handler, invocation: RuntimeInvocation): Promise<unknown> {
  const { deadline, ...fields } = invocation.context;
  const context = {
    ...fields,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - MachineDate.now()),
  };
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, result) =>
      error ? reject(error instanceof Error ? error : new Error(JSON.stringify(error))) : resolve(result);
    const returned = handler(invocation.event, context, callback);
    // A handler that takes a callback and returns nothing answers through the callback.
    if (returned !== undefined || handler.length < 3) Promise.resolve(returned).then(resolve, reject);
  });
}

const loading = loadHandler();
loading.catch(() => undefined); // reported to each invocation below

parentPort!.on("message", (invocation: RuntimeInvocation) => {
  ahead = invocation.ahead;
  void loading
    .then((handler) => call(handler, invocation))
    .then(
      (result): RuntimeResult => ({ id: invocation.id, payload: JSON.stringify(result === undefined ? null : result) }),
      (error: unknown): RuntimeResult => ({ id: invocation.id, error: describe(error) }),
    )
    .then((result) => parentPort!.postMessage(result));
});
