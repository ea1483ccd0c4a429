import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_PROVIDER_SOURCE } from "../../contracts/provider-versions";
import {
  findLocked,
  formatTerraformLock,
  LOCK_FILE,
  parseTerraformLock,
  type Requirement,
  type TerraformLock,
} from "../../formats/terraform-lock";
import { RunnerError } from "../errors";
import {
  mirroredPlatforms,
  terraformPlatform,
  type ProviderInstallation,
  type Terraform,
  type TerraformOutcome,
} from "../terraform";

/** Lock to make, and with what. */
export interface LockMaking {
  readonly terraform: Pick<Terraform, "run">;
  readonly installation: ProviderInstallation;
  /** Directory of our own, emptied before and after. */
  readonly directory: string;
  readonly logFile: string;
  readonly requirements: readonly Requirement[];
  /** Platforms that the lock is for, beside that of this machine. */
  readonly platforms: readonly string[];
  /** The lock so far; its versions stay. */
  readonly kept?: TerraformLock;
  /** Choose versions anew. */
  readonly upgrade: boolean;
}

/** A lock that was made. */
export interface MadeLock {
  readonly lock: TerraformLock;
  /** Platforms that were left out, for people. */
  readonly notes: readonly string[];
}

/**
 * Makes or completes a lock: a version of each provider, with checksums for this machine's platform and the others.
 *
 * With a mirror `terraform providers lock -fs-mirror`, for the platforms that it holds. Without one first `terraform init`,
 * which goes the way that the user's configuration says and fills the cache of providers, and then `terraform providers lock`
 * for the other platforms, which asks the registry whatever that configuration says.
 *
 * @throws RunnerError where a provider cannot be had
 * @see https://developer.hashicorp.com/terraform/cli/commands/providers/lock
 */
export async function makeLock(making: LockMaking): Promise<MadeLock> {
  const { requirements, installation, directory } = making;
  const workplace = new Workplace(making);
  const mirrored = requirements.filter(
    ({ source }) => installation.mirror !== undefined && source === AWS_PROVIDER_SOURCE,
  );
  const others = requirements.filter((one) => !mirrored.includes(one));
  try {
    if (mirrored.length > 0) await workplace.lock(mirrored, installation.mirror);
    if (others.length > 0) await workplace.lock(others, undefined);
    return workplace.result();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The directory that terraform locks providers in. */
class Workplace {
  private lockSoFar: TerraformLock;
  private readonly notes: string[] = [];

  constructor(private readonly making: LockMaking) {
    this.lockSoFar = making.kept ?? new Map();
  }

  result(): MadeLock {
    return { lock: this.lockSoFar, notes: this.notes };
  }

  /** Locks some of the providers, from a mirror or from where terraform takes them. */
  async lock(group: readonly Requirement[], mirror: string | undefined): Promise<void> {
    const here = terraformPlatform();
    if (this.making.upgrade || this.lacking(group, [here]).length > 0) await this.lockHere(group, mirror, here);
    const missing = this.lacking(group, this.wanted(group));
    const able = mirror === undefined ? missing : this.inMirror(group, mirror, missing);
    if (able.length === 0) return;
    const outcome = await this.run(group, providersLock(group, able, mirror));
    if (outcome.exitCode === 0) this.take(group, able);
    else if (this.making.installation.routed === true)
      this.notes.push(
        `note: not locked for ${able.join(", ")}, since the registry did not answer: ${reasonOf(outcome)}`,
      );
    else throw this.failure(able, outcome);
  }

  /** Chooses the version, where none is kept. */
  private async lockHere(group: readonly Requirement[], mirror: string | undefined, here: string): Promise<void> {
    const before = this.lockSoFar;
    if (this.making.upgrade) this.lockSoFar = without(before, group);
    const command =
      mirror === undefined
        ? ["init", "-backend=false", "-input=false", "-no-color"]
        : providersLock(group, [here], mirror);
    const outcome = await this.run(group, command);
    if (outcome.exitCode !== 0) throw this.failure([here], outcome);
    this.take(group, [here]);
    if (this.making.upgrade) this.keepUnchanged(group, before);
  }

  /** Keeps the checksums of other platforms for a provider that an upgrade has chosen again with the same ones. */
  private keepUnchanged(group: readonly Requirement[], before: TerraformLock): void {
    const lock = new Map(this.lockSoFar);
    for (const { source } of group) {
      const [old, now] = [findLocked(before, source), findLocked(lock, source)];
      if (old === undefined || now === undefined || old.provider.version !== now.provider.version) continue;
      if (now.provider.hashes.every((hash) => old.provider.hashes.includes(hash))) lock.set(now.address, old.provider);
    }
    this.lockSoFar = lock;
  }

  /** Platforms that are wanted, and those that the kept lock is for: a colleague has them. */
  private wanted(group: readonly Requirement[]): string[] {
    const { kept, platforms } = this.making;
    const before = group.flatMap(({ source }) => findLocked(kept ?? new Map(), source)?.provider.platforms ?? []);
    return [...new Set([...platforms, ...before])].sort();
  }

  /** Those of the platforms for which one of the providers has no checksums, as far as the lock says. */
  private lacking(group: readonly Requirement[], platforms: readonly string[]): string[] {
    const locked = group.map(({ source }) => findLocked(this.lockSoFar, source)?.provider.platforms ?? []);
    return platforms.filter((platform) => locked.some((known) => !known.includes(platform)));
  }

  private inMirror(group: readonly Requirement[], mirror: string, wanted: readonly string[]): string[] {
    const [{ source }] = group;
    const version = findLocked(this.lockSoFar, source)?.provider.version ?? "";
    const held = mirroredPlatforms(mirror, version);
    const lacking = wanted.filter((platform) => !held.includes(platform));
    if (lacking.length > 0)
      this.notes.push(
        `note: not locked for ${lacking.join(", ")}: the mirror ${mirror} has ${source} ${version} for ${held.join(", ")}`,
      );
    return wanted.filter((platform) => held.includes(platform));
  }

  /** Runs terraform on a configuration that asks for the providers and has no backend. */
  private run(group: readonly Requirement[], command: readonly string[]): Promise<TerraformOutcome> {
    const { directory, logFile, terraform } = this.making;
    const required = group.map(({ source, constraints }) => [
      source.split("/").at(-1) ?? source,
      { source, ...(constraints.length === 0 ? {} : { version: constraints.join(", ") }) },
    ]);
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const configuration = { terraform: { required_providers: Object.fromEntries(required) as object } };
    writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify(configuration, undefined, 2));
    const known = new Map([...this.lockSoFar].filter(([address]) => isOf(group, address)));
    if (known.size > 0) writeFileSync(join(directory, LOCK_FILE), formatTerraformLock(known));
    return terraform.run({ directory, arguments: command, logFile });
  }

  /** Takes over what terraform has written, and remembers for which platforms. */
  private take(group: readonly Requirement[], platforms: readonly string[]): void {
    const file = join(this.making.directory, LOCK_FILE);
    const written = parseTerraformLock(existsSync(file) ? readFileSync(file, "utf8") : "");
    const lock = new Map(this.lockSoFar);
    for (const { source } of group) {
      const found = findLocked(written, source);
      if (found === undefined) throw new RunnerError(`terraform has not locked ${source}; log: ${this.making.logFile}`);
      const before = lock.get(found.address)?.platforms ?? [];
      lock.set(found.address, { ...found.provider, platforms: [...new Set([...before, ...platforms])].sort() });
    }
    this.lockSoFar = lock;
  }

  private failure(platforms: readonly string[], outcome: TerraformOutcome): RunnerError {
    const detail = outcome.errors.map((error) => `${error.summary}\n${error.detail}`.trim()).join("\n");
    return new RunnerError(
      `providers could not be locked for ${platforms.join(", ")}; log: ${this.making.logFile}`,
      detail,
    );
  }
}

function providersLock(
  group: readonly Requirement[],
  platforms: readonly string[],
  mirror: string | undefined,
): readonly string[] {
  return [
    "providers",
    "lock",
    "-no-color",
    ...(mirror === undefined ? [] : [`-fs-mirror=${mirror}`]),
    ...platforms.map((platform) => `-platform=${platform}`),
    ...group.map(({ source }) => source),
  ];
}

function without(lock: TerraformLock, group: readonly Requirement[]): TerraformLock {
  return new Map([...lock].filter(([address]) => !isOf(group, address)));
}

function isOf(group: readonly Requirement[], address: string): boolean {
  return group.some(({ source }) => address === source || address.endsWith(`/${source}`));
}

function reasonOf({ errors }: TerraformOutcome): string {
  const [first] = errors;
  return `${first?.summary ?? ""} ${first?.detail ?? ""}`.replace(/\s+/g, " ").trim();
}
