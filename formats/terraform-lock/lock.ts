/** Terraform's record of the providers that a directory uses. */
export const LOCK_FILE = ".terraform.lock.hcl";

/**
 * A dependency lock file (`.terraform.lock.hcl`), reduced to what Terraform writes there: a version and checksums of each
 * provider, by source address (`registry.terraform.io/hashicorp/aws`).
 *
 * @see https://developer.hashicorp.com/terraform/language/files/dependency-lock
 */
export type TerraformLock = ReadonlyMap<string, LockedProvider>;

/** One provider of a lock file. */
export interface LockedProvider {
  readonly version: string;
  /** Constraint under which the version was chosen; for people, since Terraform does not compare it. */
  readonly constraints?: string;
  /** `h1:` of an unpacked package of one platform, `zh:` of a package as the registry has it. */
  readonly hashes: readonly string[];
  /**
   * Platforms that `h1:` checksums were made for, sorted. Terraform does not record which checksum is whose, so a comment
   * of ours does.
   *
   * @default - not known: the file was not written by this project
   */
  readonly platforms?: readonly string[];
}

/** Says what is wrong with a lock file and in which line; the message is for an operator, on one line. */
export class TerraformLockError extends Error {
  override readonly name = "TerraformLockError";
}

const HEADER = "# Provider versions of all stages. Written by `smus bootstrap`: commit it, do not edit it.";
const PLATFORMS = "# platforms: ";

/**
 * Reads a lock file.
 *
 * @throws TerraformLockError where a line is none that Terraform writes: a merge conflict, half a file
 */
export function parseTerraformLock(text: string): TerraformLock {
  const reader = new LockReader();
  text.split(/\r?\n/).forEach((line, index) => reader.read(line.trim(), index + 1));
  return reader.end();
}

/** Writes a lock file: the same text for the same content, laid out as Terraform does. */
export function formatTerraformLock(lock: TerraformLock): string {
  const blocks = [...lock].sort(([a], [b]) => (a < b ? -1 : 1)).map(([address, one]) => formatBlock(address, one));
  return `${[HEADER, ...blocks].join("\n\n")}\n`;
}

function formatBlock(address: string, { version, constraints, hashes, platforms }: LockedProvider): string {
  return [
    `provider ${JSON.stringify(address)} {`,
    ...(platforms === undefined ? [] : [`  ${PLATFORMS}${platforms.toSorted().join(", ")}`]),
    `  version     = ${JSON.stringify(version)}`,
    ...(constraints === undefined ? [] : [`  constraints = ${JSON.stringify(constraints)}`]),
    "  hashes = [",
    ...hashes.toSorted().map((hash) => `    ${JSON.stringify(hash)},`),
    "  ]",
    "}",
  ].join("\n");
}

interface OpenBlock {
  readonly address: string;
  version?: string;
  constraints?: string;
  platforms?: readonly string[];
  readonly hashes: string[];
  inList: boolean;
}

/** Reads line by line: Terraform writes these files itself, and always in the same way. */
class LockReader {
  private readonly providers = new Map<string, LockedProvider>();
  private open: OpenBlock | undefined;

  read(line: string, number: number): void {
    if (line === "") return;
    if (line.startsWith("#")) this.readComment(line);
    else if (this.open === undefined) this.open = this.begin(line, number);
    else if (this.open.inList) this.readHash(this.open, line, number);
    else if (line === "}") this.close(this.open, number);
    else this.readArgument(this.open, line, number);
  }

  end(): TerraformLock {
    if (this.open !== undefined) throw new TerraformLockError(`it ends within provider "${this.open.address}"`);
    return this.providers;
  }

  private readComment(line: string): void {
    if (this.open === undefined || !line.startsWith(PLATFORMS)) return;
    this.open.platforms = line
      .slice(PLATFORMS.length)
      .split(/\s*,\s*/)
      .toSorted();
  }

  private begin(line: string, number: number): OpenBlock {
    const address = /^provider "([^"\s]+)" \{$/.exec(line)?.[1];
    if (address === undefined) throw refused(number, line);
    if (this.providers.has(address)) throw new TerraformLockError(`line ${number} repeats provider "${address}"`);
    return { address, hashes: [], inList: false };
  }

  private readArgument(open: OpenBlock, line: string, number: number): void {
    const [, name, value] = /^(version|constraints)\s*=\s*"([^"]*)"$/.exec(line) ?? [];
    if (name === "version") open.version = value;
    else if (name === "constraints") open.constraints = value;
    else if (/^hashes\s*=\s*\[$/.test(line)) open.inList = true;
    else throw refused(number, line);
  }

  private readHash(open: OpenBlock, line: string, number: number): void {
    const hash = /^"((?:h1|zh):[^"\s]+)",?$/.exec(line)?.[1];
    if (hash !== undefined) open.hashes.push(hash);
    else if (line === "]") open.inList = false;
    else throw refused(number, line);
  }

  private close({ address, version, inList: _inList, ...rest }: OpenBlock, number: number): void {
    if (version === undefined || rest.hashes.length === 0)
      throw new TerraformLockError(
        `provider "${address}", which ends in line ${number}, has no version or no checksums`,
      );
    this.providers.set(address, { version, ...rest });
    this.open = undefined;
  }
}

function refused(number: number, line: string): TerraformLockError {
  const shown = line.length > 40 ? `${line.slice(0, 40)}...` : line;
  return new TerraformLockError(`line ${number} is none that Terraform writes: ${shown}`);
}
