import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { RESOURCE_TYPES } from "../../contracts/resource-types";
import { messageOf, RunnerError } from "../errors";
import { isLoopback, reachBeyondMachine } from "./loopback-endpoints";
import { AWS_PROVIDER, PROVIDER_VARIABLES, takeLease, type ProviderLease } from "./provider-lease";
import { terraformPlatform } from "./provider-mirror";

/** URL of the sandbox's pool of running providers. */
export const POOL_VARIABLE = "SMUS_PROVIDER_POOL";

/** Commands that start the AWS provider; the others read files, or the state alone. */
const STARTING = new Set(["plan", "apply", "destroy", "refresh", "import", "show", "validate", "console", "graph"]);

/**
 * Commands that start no provider. Terraform hashes the 700 MB of an installed one all the same, half a CPU second each time,
 * unless it is told that the provider runs already.
 */
const NOT_STARTING = new Set(["init", "workspace", "output", "force-unlock", "taint", "untaint"]);

/** For commands that start no provider: nobody listens there, and nobody asks. */
const NOBODY: ProviderLease = {
  reattach: JSON.stringify({
    [AWS_PROVIDER]: {
      Protocol: "grpc",
      ProtocolVersion: 5,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix", String: "/nobody" },
    },
  }),
  end: () => Promise.resolve(),
};

/**
 * Arguments of a provider that each `Configure` sets anew. Others (`http_proxy`, `insecure`) stay in the process from its
 * first, or lead past the sandbox (`endpoints`, `profile`).
 */
const SET_ANEW = new Set([
  "region",
  "assume_role",
  "allowed_account_ids",
  "forbidden_account_ids",
  "default_tags",
  "ignore_tags",
  "s3_use_path_style",
]);

/** Data of a terraform call that decide about its provider. */
interface Call {
  readonly directory: string;
  readonly arguments: readonly string[];
  readonly logFile: string;
}

/** The sandbox's running providers, for the terraform calls of one run. */
export class RunningProviders {
  private readonly told = new Set<string>();

  private constructor(
    private readonly pool: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /**
   * The pool that the environment names; undefined where it names none, or where the user attaches providers himself, or
   * wants their log, which only a provider that terraform starts writes.
   *
   * @throws RunnerError where the pool or an AWS endpoint is not on this machine: a variable that stayed in a shell must
   *   not bring a running provider to real accounts
   */
  static of(environment: NodeJS.ProcessEnv): RunningProviders | undefined {
    const pool = environment[POOL_VARIABLE];
    if (!pool) return undefined;
    const beyond = isLoopback(pool) ? reachBeyondMachine(environment) : "it is not on this machine";
    if (beyond !== undefined)
      throw new RunnerError(
        `${POOL_VARIABLE} is for the local sandbox only, and ${beyond}; run: unset ${POOL_VARIABLE}`,
      );
    const { TF_REATTACH_PROVIDERS, TF_LOG, TF_LOG_PROVIDER } = environment;
    if (TF_REATTACH_PROVIDERS || TF_LOG || TF_LOG_PROVIDER) return undefined;
    return new RunningProviders(pool, environment);
  }

  /**
   * Leases a running provider to terraform for one call; undefined where it has to find its own: it is not installed
   * yet, the stack has several configurations of it, or the pool does not answer.
   */
  async attach(call: Call, log: (line: string) => void): Promise<ProviderLease | undefined> {
    const [command = ""] = call.arguments;
    const binary = findProvider(call.directory);
    if (binary === undefined) return undefined;
    if (NOT_STARTING.has(command)) return NOBODY;
    const roots = STARTING.has(command) ? readConfiguration(call.directory) : undefined;
    if (roots === undefined || !isSharable(roots)) return undefined;
    try {
      const environment = providerEnvironment(this.environment);
      const directory = resolve(call.directory);
      return await takeLease(this.pool, { directory, types: typesOf(roots), binary, environment });
    } catch (error) {
      if (!this.told.has(call.logFile))
        log(`No running provider from ${this.pool} (${messageOf(error)}): terraform starts its own.`);
      this.told.add(call.logFile);
      return undefined;
    }
  }
}

function providerEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && PROVIDER_VARIABLES.test(name) ? [[name, value]] : [],
    ),
  );
}

/** The files of a configuration; undefined where there are some that we cannot read (HCL), which may say more. */
function readConfiguration(directory: string): JsonObject[] | undefined {
  const files = namesIn(directory).filter((file) => /\.tf(\.json)?$/.test(file));
  if (files.some((file) => file.endsWith(".tf"))) return undefined;
  const roots = files.map((file) => parse(readFileSync(join(directory, file), "utf8")));
  return roots.every((root) => root !== undefined) ? roots : undefined;
}

/**
 * Tells whether one process that others use before and after can serve a configuration.
 *
 * Several configurations of one provider cannot: in one process each overwrites the others, while terraform otherwise
 * starts a process for each. A module may hold more of them.
 */
function isSharable(roots: readonly JsonObject[]): boolean {
  if (roots.some((root) => root.module !== undefined)) return false;
  const configurations = list(roots).flatMap(({ provider }) => list(provider).flatMap(({ aws }) => list(aws)));
  return (
    configurations.length <= 1 && configurations.every((aws) => Object.keys(aws).every((name) => SET_ANEW.has(name)))
  );
}

/** Types that are configured, and all that this project emits: what was removed from a stack is in its state still. */
function typesOf(roots: readonly JsonObject[]): string[] {
  const configured = roots.flatMap(({ resource, data }) => [...list(resource), ...list(data)].flatMap(Object.keys));
  const emitted = Object.keys(RESOURCE_TYPES).map((type) => type.replace(/^data\./, ""));
  return [...new Set([...configured, ...emitted])].filter((type) => type.startsWith("aws_")).sort();
}

/** The executable that `terraform init` has installed; the target of its link, so that stacks with the same have the same. */
function findProvider(directory: string): string | undefined {
  const root = join(directory, ".terraform", "providers", "registry.terraform.io", "hashicorp", "aws");
  const found = namesIn(root).flatMap((version) => {
    const place = join(root, version, terraformPlatform());
    return namesIn(place)
      .filter((name) => name.startsWith("terraform-provider-aws_v"))
      .map((name) => join(place, name));
  });
  return found.length === 1 && found[0] !== undefined ? realpathSync(found[0]) : undefined;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Undefined where it is none: terraform says what is wrong with it. */
function parse(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

/** A block of Terraform's JSON: one object, or a list of them. */
function list(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (entry): entry is JsonObject => typeof entry === "object" && entry !== null,
  );
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // not initialized, or without this provider
  }
}
