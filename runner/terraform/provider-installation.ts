import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { RunnerError } from "../errors";
import { defaultMirrorSearch, findProviderMirror, holdsAwsProvider, type MirrorSearch } from "./provider-mirror";

/** Way in which terraform gets the AWS provider in this run. */
export interface ProviderInstallation {
  readonly mode: "user" | "mirror" | "cache";
  /** For people: where providers come from. */
  readonly description: string;
  /** Variables to add; `undefined` removes one. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Decides where providers come from and writes the CLI configuration that says so.
 *
 * Order: `TF_PLUGIN_MIRROR`; the user's own CLI configuration, with a plugin cache where it names none; a filesystem mirror found on this machine;
 * else the registry with a plugin cache below `workDirectory` (the provider is 700 MB: one copy, not one a stack).
 */
export function prepareProviderInstallation(
  environment: NodeJS.ProcessEnv,
  workDirectory: string,
  search: MirrorSearch = defaultMirrorSearch(environment.HOME || homedir()),
): ProviderInstallation {
  const named = environment.TF_PLUGIN_MIRROR;
  if (named !== undefined && named !== "") {
    if (!holdsAwsProvider(named)) {
      throw new RunnerError(
        `TF_PLUGIN_MIRROR=${named} holds no registry.terraform.io/hashicorp/aws between 5.100 and 7.0 for this platform; fill it: terraform providers mirror ${named}`,
      );
    }
    return mirrored(resolve(named), workDirectory);
  }
  const user = userConfiguration(environment);
  if (user !== undefined) {
    const variables = namesCache(user, environment)
      ? {}
      : { TF_PLUGIN_CACHE_DIR: pluginCache(environment, workDirectory) };
    return { mode: "user", description: `as ${user} says`, variables };
  }
  const mirror = findProviderMirror(search);
  return mirror === undefined ? cached(environment, workDirectory) : mirrored(mirror, workDirectory);
}

/** The user's CLI configuration file, where it exists; Terraform itself only warns about one that does not. */
function userConfiguration(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment.TF_CLI_CONFIG_FILE || join(environment.HOME || homedir(), ".terraformrc");
  return existsSync(named) ? named : undefined;
}

/** Tells whether a cache is named already; without one every stack would keep a copy of its own. */
function namesCache(configuration: string, environment: NodeJS.ProcessEnv): boolean {
  return (
    Boolean(environment.TF_PLUGIN_CACHE_DIR) || /^\s*plugin_cache_dir\s*=/m.test(readFileSync(configuration, "utf8"))
  );
}

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
    "# Written by the runner; see runner/terraform/provider-installation.ts.",
    "provider_installation {",
    `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror)}\n    include = ${aws}\n  }`,
    `  direct {\n    exclude = ${aws}\n  }`,
    "}",
    "",
  ].join("\n");
  mkdirSync(workDirectory, { recursive: true });
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  return { mode: "mirror", description: `mirror ${mirror}`, variables: { TF_CLI_CONFIG_FILE: file } };
}

function cached(environment: NodeJS.ProcessEnv, workDirectory: string): ProviderInstallation {
  const cache = pluginCache(environment, workDirectory);
  return {
    mode: "cache",
    description: `registry.terraform.io, cached in ${cache}`,
    variables: { TF_CLI_CONFIG_FILE: undefined, TF_PLUGIN_CACHE_DIR: cache },
  };
}
