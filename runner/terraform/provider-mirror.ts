import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { compareVersions } from "./binary";

const AWS_PROVIDER = join("registry.terraform.io", "hashicorp", "aws");
/** Versions that the `required_providers` of every stack admit. */
const PROVIDER_RANGE = { from: "5.100.0", below: "7.0.0" };

/** Directories to search for a mirror, so that a test can search elsewhere. */
export interface MirrorSearch {
  /** Directories that may be mirrors. */
  readonly candidates: readonly string[];
  /** Directories whose direct children may be mirrors. */
  readonly parents: readonly string[];
}

/** Terraform's implied mirror directories, and the places where images and administrators put one. */
export function defaultMirrorSearch(home: string = homedir()): MirrorSearch {
  return {
    candidates: [
      join(home, ".terraform.d/plugins"),
      "/usr/local/share/terraform/plugins",
      "/usr/share/terraform/plugins",
    ],
    parents: ["/opt", "/usr/local/share", "/usr/local/lib", "/srv"],
  };
}

/** Finds a provider filesystem mirror that holds a usable hashicorp/aws for this platform. */
export function findProviderMirror(search: MirrorSearch = defaultMirrorSearch()): string | undefined {
  const children = search.parents.flatMap((parent) => directoryNames(parent).map((name) => join(parent, name)));
  return [...search.candidates, ...children].find((directory) => holdsAwsProvider(directory));
}

/** Tells whether `directory` is a mirror (packed or unpacked layout) with a version of hashicorp/aws in our range. */
export function holdsAwsProvider(directory: string, platform: string = terraformPlatform()): boolean {
  const root = join(directory, AWS_PROVIDER);
  return directoryNames(root).some((entry) => {
    const packed = /^terraform-provider-aws_(\d[^_]*)_(.+)\.zip$/.exec(entry);
    if (packed !== null) return packed[2] === platform && inRange(packed[1] ?? "");
    return inRange(entry) && existsSync(join(root, entry, platform));
  });
}

/** `linux_amd64` and the like. */
export function terraformPlatform(): string {
  const systems: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };
  const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", ia32: "386" };
  return `${systems[process.platform] ?? process.platform}_${architectures[process.arch] ?? process.arch}`;
}

function inRange(version: string): boolean {
  return compareVersions(version, PROVIDER_RANGE.from) >= 0 && compareVersions(version, PROVIDER_RANGE.below) < 0;
}

function directoryNames(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return []; // absent or not ours to read: no mirror there
  }
}
