import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { RunnerError } from "../errors";
import {
  ANY_SUPPORTED,
  defaultMirrorSearch,
  findProviderMirror,
  holdsAwsProvider,
  terraformPlatform,
  type MirrorSearch,
  type WantedProvider,
} from "./provider-mirror";

/** Way in which terraform gets the AWS provider in this run. */
export interface ProviderInstallation {
  readonly mode: "user" | "mirror" | "cache";
  /** For people: where providers come from. */
  readonly description: string;
  /** Directory of the mirror that hashicorp/aws comes from. */
  readonly mirror?: string;
  /** True where the user's own configuration says where providers come from: we do not know whether the registry can be asked. */
  readonly routed?: boolean;
  /** Variables to add; `undefined` removes one. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Decides where providers come from and writes the CLI configuration that says so.
 *
 * Order: `TF_PLUGIN_MIRROR`; the user's own CLI configuration, with a plugin cache where it names none; a filesystem mirror found on this machine;
 * else the registry with a plugin cache below `workDirectory` (the provider is 700 MB: one copy, not one a stack).
 *
 * @param wanted - a mirror without such a version is not taken
 * @throws RunnerError where `TF_PLUGIN_MIRROR` names one
 */
export function prepareProviderInstallation(
  environment: NodeJS.ProcessEnv,
  workDirectory: string,
  search: MirrorSearch = defaultMirrorSearch(environment.HOME || homedir()),
  wanted: WantedProvider = ANY_SUPPORTED,
): ProviderInstallation {
  const named = environment.TF_PLUGIN_MIRROR;
  if (named !== undefined && named !== "") {
    if (!holdsAwsProvider(named, wanted)) {
      throw new RunnerError(
        `TF_PLUGIN_MIRROR=${named} holds no registry.terraform.io/hashicorp/aws ${wanted.description} for ${terraformPlatform()}; fill it: terraform providers mirror ${named}`,
      );
    }
    return mirrored(resolve(named), workDirectory);
  }
  const user = userConfiguration(environment);
  if (user !== undefined && user.ownMirror === undefined) return asUserSays(user, environment, workDirectory);
  const known = user?.ownMirror;
  const mirror = known !== undefined && holdsAwsProvider(known, wanted) ? known : findProviderMirror(search, wanted);
  return mirror === undefined ? cached(environment, workDirectory) : mirrored(mirror, workDirectory);
}

interface UserConfiguration {
  readonly file: string;
  readonly text: string;
  /** The mirror that it names, where it is a file that we have written for another run, which has passed it on. */
  readonly ownMirror?: string;
}

/** The user's CLI configuration file, where it exists; Terraform itself only warns about one that does not. */
function userConfiguration(environment: NodeJS.ProcessEnv): UserConfiguration | undefined {
  const file = environment.TF_CLI_CONFIG_FILE || join(environment.HOME || homedir(), ".terraformrc");
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  const path = text.startsWith(OWN_MARK) ? /^\s*path\s*=\s*(".*")$/m.exec(text)?.[1] : undefined;
  return { file, text, ...(path === undefined ? {} : { ownMirror: JSON.parse(path) as string }) };
}

/** Adds a cache where none is named: without one every stack would keep a copy of its own. */
function asUserSays(
  { file, text }: UserConfiguration,
  environment: NodeJS.ProcessEnv,
  workDirectory: string,
): ProviderInstallation {
  const namesCache = Boolean(environment.TF_PLUGIN_CACHE_DIR) || /^\s*plugin_cache_dir\s*=/m.test(text);
  return {
    mode: "user",
    description: `as ${file} says`,
    routed: /^\s*provider_installation\b/m.test(text),
    variables: namesCache ? {} : { TF_PLUGIN_CACHE_DIR: pluginCache(environment, workDirectory) },
  };
}

/** First line of the configuration that we write. */
const OWN_MARK = "# Written by the runner; see runner/terraform/provider-installation.ts.";

/** The cache that all stacks share. */
function pluginCache(environment: NodeJS.ProcessEnv, workDirectory: string): string {
  const cache = environment.TF_PLUGIN_CACHE_DIR || join(resolve(workDirectory), "plugin-cache");
  mkdirSync(cache, { recursive: true }); // Terraform makes none
  return cache;
}

function mirrored(mirror: string, workDirectory: string): ProviderInstallation {
  const file = join(resolve(workDirectory), "terraformrc");
  const aws = `["registry.terraform.io/hashicorp/aws"]`;
  const text = [
    OWN_MARK,
    "provider_installation {",
    `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror)}\n    include = ${aws}\n  }`,
    `  direct {\n    exclude = ${aws}\n  }`,
    "}",
    "",
  ].join("\n");
  mkdirSync(workDirectory, { recursive: true });
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  return { mode: "mirror", description: `mirror ${mirror}`, mirror, variables: { TF_CLI_CONFIG_FILE: file } };
}

function cached(environment: NodeJS.ProcessEnv, workDirectory: string): ProviderInstallation {
  const cache = pluginCache(environment, workDirectory);
  return {
    mode: "cache",
    description: `registry.terraform.io, cached in ${cache}`,
    variables: { TF_CLI_CONFIG_FILE: undefined, TF_PLUGIN_CACHE_DIR: cache },
  };
}
