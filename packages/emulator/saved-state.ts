import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { MotoProxy } from "./moto-proxy";
import type { Store } from "./store";

const codeOf = (directory: string): string => join(directory, "functions");

/** The emulator's own memory in a directory that {@link saveAll} has written. */
export function storeFile(directory: string): string {
  return join(directory, "emulator.json");
}

/** moto's memory in such a directory. */
export function motoFile(directory: string): string {
  return join(directory, "moto.pickle");
}

/** Writes what the emulator and moto hold, and the code of functions, into a directory. Nobody may be at work meanwhile. */
export async function saveAll(
  directory: string,
  store: Store,
  codeDirectory: string,
  proxy: MotoProxy | undefined,
): Promise<void> {
  mkdirSync(directory, { recursive: true });
  await proxy?.save(motoFile(directory));
  store.write(storeFile(directory));
  cpSync(codeDirectory, codeOf(directory), { recursive: true });
}

/** Puts the code of functions where the emulator looks for it. */
export function loadCode(directory: string, codeDirectory: string): void {
  if (existsSync(codeOf(directory))) cpSync(codeOf(directory), codeDirectory, { recursive: true });
}
