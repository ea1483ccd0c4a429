import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../../contracts/canonical-json";

/** Differences between the outputs of two engines. */
export interface Comparison {
  /** Files that both have written: stacks and manifests. */
  readonly files: number;
  /** Each with the file that it is about. */
  readonly differences: readonly string[];
}

/** Compares the files of two syntheses: the same files with the same values, but for the engine's version. */
export function compareSyntheses(first: string, second: string): Comparison {
  const [before, after] = [jsonFiles(first), jsonFiles(second)];
  const all = [...new Set([...before, ...after])].sort();
  const differences = all.flatMap((file) => {
    if (!after.includes(file)) return [`${file} is missing`];
    if (!before.includes(file)) return [`${file} is extra`];
    const place = firstDifference(readWithoutVersion(join(first, file)), readWithoutVersion(join(second, file)));
    return place === undefined ? [] : [`${file} differs at ${place}`];
  });
  return { files: all.length, differences };
}

function jsonFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
}

interface Versioned {
  version?: unknown;
  readonly "//"?: { readonly metadata?: { version?: unknown } };
}

function readWithoutVersion(file: string): unknown {
  const json = JSON.parse(readFileSync(file, "utf8")) as Versioned;
  delete json["//"]?.metadata?.version; // of a stack
  if (file.endsWith("manifest.json")) delete json.version;
  return json;
}

/** Path of the first member that differs; undefined where none does. */
function firstDifference(before: unknown, after: unknown, path = ""): string | undefined {
  if (canonicalJson(before) === canonicalJson(after)) return undefined;
  if (!isContainer(before) || !isContainer(after)) return path || "/";
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const inner = names.map((name) => firstDifference(before[name], after[name], `${path}/${name}`));
  return inner.find((place) => place !== undefined) ?? path;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
