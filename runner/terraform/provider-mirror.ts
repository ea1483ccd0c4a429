import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { SUPPORTED_AWS_PROVIDERS } from "../../contracts/provider-versions";
import { compareVersions, isInRange } from "../../contracts/version-constraint";

const AWS_PROVIDER = join("registry.terraform.io", "hashicorp", "aws");

/** Versions of the AWS provider that a run can use. */
export interface WantedProvider {
  readonly admits: (version: string) => boolean;
  /** For people, after the provider's name: `5.100.0, which ... names`. */
  readonly description: string;
}

/** Every version that the stacks are made for: where it is not known what a stage asks for. */
export const ANY_SUPPORTED: WantedProvider = {
  admits: (version) => isInRange(version, SUPPORTED_AWS_PROVIDERS),
  description: "between 5.100 and 7.0",
};

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
export function findProviderMirror(
  search: MirrorSearch = defaultMirrorSearch(),
  wanted: WantedProvider = ANY_SUPPORTED,
): string | undefined {
  const children = search.parents.flatMap((parent) => directoryNames(parent).map((name) => join(parent, name)));
  return [...search.candidates, ...children].find((directory) => holdsAwsProvider(directory, wanted));
}

/** Tells whether `directory` is a mirror with a version of hashicorp/aws that is wanted. */
export function holdsAwsProvider(
  directory: string,
  { admits }: WantedProvider = ANY_SUPPORTED,
  platform: string = terraformPlatform(),
): boolean {
  return packagesOf(directory).some((one) => one.platform === platform && admits(one.version));
}

/** Platforms for which a mirror holds a version of hashicorp/aws. */
export function mirroredPlatforms(directory: string, version: string): string[] {
  return packagesOf(directory).flatMap((one) => (one.version === version ? [one.platform] : []));
}

/** Versions of hashicorp/aws that a mirror holds for this platform, the newest first. */
export function mirroredVersions(directory: string, platform: string = terraformPlatform()): string[] {
  const versions = packagesOf(directory).flatMap((one) => (one.platform === platform ? [one.version] : []));
  return [...new Set(versions)].sort((a, b) => compareVersions(b, a));
}

/** `linux_amd64` and the like. */
export function terraformPlatform(): string {
  const systems: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };
  const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", ia32: "386" };
  return `${systems[process.platform] ?? process.platform}_${architectures[process.arch] ?? process.arch}`;
}

/** Packages of hashicorp/aws in a mirror, in its packed or unpacked layout. */
function packagesOf(directory: string): { readonly version: string; readonly platform: string }[] {
  const root = join(directory, AWS_PROVIDER);
  return directoryNames(root).flatMap((entry) => {
    const [, version, platform] = /^terraform-provider-aws_(\d[^_]*)_(.+)\.zip$/.exec(entry) ?? [];
    if (version !== undefined && platform !== undefined) return [{ version, platform }];
    if (!/^\d+\.\d+\.\d+/.test(entry)) return [];
    const platforms = directoryNames(join(root, entry)).filter((name) => existsSync(join(root, entry, name)));
    return platforms.map((name) => ({ version: entry, platform: name }));
  });
}

function directoryNames(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return []; // absent or not ours to read: no mirror there
  }
}
