import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A part of a JSON schema, or of what OpenAPI makes of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Parameter of an operation. */
export interface DescribedParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** Operation, as GitHub describes it. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly parameters?: readonly (DescribedParameter | Reference)[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content } | Reference>>;
}

interface Reference {
  readonly $ref: string;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** Description of one version of GitHub's API. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const loaded = new Map<string, Description | undefined>();

/**
 * Description of a version of GitHub's API: `api.github.com` or `ghes-3.19`. It is read once in a process, and only where the development
 * package `@octokit/openapi` is installed; elsewhere nothing is checked.
 */
export function description(version: string): Description | undefined {
  if (!loaded.has(version)) loaded.set(version, read(version));
  return loaded.get(version);
}

function read(version: string): Description | undefined {
  const directory = directoryOfPackage();
  if (directory === undefined) return undefined;
  const file = join(directory, "generated", `${version}.json`);
  if (!existsSync(file)) throw new Error(`@octokit/openapi does not describe ${version}`);
  return JSON.parse(readFileSync(file, "utf8")) as Description;
}

function directoryOfPackage(): string | undefined {
  try {
    return dirname(require.resolve("@octokit/openapi/package.json"));
  } catch {
    return undefined;
  }
}

/** Follows a reference within a description. */
export function resolved<T>(from: Description, value: T | Reference): T {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
  const [, , kind, name] = value.$ref.split("/");
  return from.components[kind][name] as T;
}
