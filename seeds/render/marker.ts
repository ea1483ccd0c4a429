import { createHash } from "node:crypto";
import { SeedError, type RepositoryKind, type SeedFile, type SeedFiles } from "../model";

/** Path of the marker in a seeded repository. */
export const MARKER_FILE = ".smus/seed.json";

/** Record of what was seeded, so that a later version knows which files people have changed since. */
export interface SeedMarker {
  /** Of the marker itself. */
  readonly format: 1;
  readonly template: string;
  readonly version: string;
  readonly repository: RepositoryKind;
  /** Fingerprint of all files: equal exactly where nothing rendered differs. */
  readonly digest: string;
  /** Fingerprint of each file by path, the marker itself left out. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Fingerprint of a file's text. Line ends do not count: a Windows checkout that was committed as it was is no change.
 *
 * Neither does the mode: not every code host tells it.
 */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text.replace(/\r\n/g, "\n")).digest("hex");
}

/** The marker of rendered files. */
export function markerOf(
  template: { readonly name: string; readonly version: string },
  repository: RepositoryKind,
  files: SeedFiles,
): SeedMarker {
  const own = [...files].filter(([path]) => path !== MARKER_FILE);
  const prints = own.map(([path, { text }]) => [path, fingerprint(text)] as const);
  const whole = own.map(([path, file]) => `${file.mode} ${fingerprint(file.text)} ${path}\n`).join("");
  return {
    format: 1,
    template: template.name,
    version: template.version,
    repository,
    digest: fingerprint(whole),
    files: Object.fromEntries(prints),
  };
}

/** The marker as a file. */
export function markerFile(marker: SeedMarker): SeedFile {
  return { text: `${JSON.stringify(marker, undefined, 2)}\n`, mode: "100644" };
}

/**
 * The marker that a repository holds.
 *
 * @throws SeedError where it is none: then nobody can tell which files are people's, and nothing may be replaced
 */
export function parseMarker(text: string): SeedMarker {
  const value = parsed(text);
  if (isMarker(value)) return value;
  const allowed = "a marker of format 1: template, version, repository, digest, files with their SHA-256";
  throw new SeedError([
    { path: MARKER_FILE, got: text.slice(0, 80), allowed, fix: "restore the file from the history of the repository" },
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMarker(value: unknown): value is SeedMarker {
  if (typeof value !== "object" || value === null) return false;
  const { format, template, version, repository, digest, files } = value as Record<string, unknown>;
  return (
    format === 1 &&
    typeof template === "string" &&
    typeof version === "string" &&
    (repository === "build" || repository === "deploy") &&
    typeof digest === "string" &&
    typeof files === "object" &&
    files !== null &&
    Object.values(files).every((print) => typeof print === "string" && /^[0-9a-f]{64}$/.test(print))
  );
}
