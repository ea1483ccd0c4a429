import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { seedLockFile, type Session } from "../session";
import { holdsResources } from "../state-store";
import type { SynthesizedStack } from "../synthesis";

const OVERRIDE = "bootstrap_override.tf.json";
/** Not an override file: Terraform refuses `import` blocks there. */
const IMPORTS = "bootstrap_import.tf.json";

/**
 * The directory in which the `state` layer of an account lives while its bucket does not: kept until the state is in
 * the bucket, so that an interrupted run is finished by the next.
 */
export class LocalPhase {
  readonly directory: string;

  constructor(
    private readonly session: Session,
    private readonly stack: SynthesizedStack,
  ) {
    this.directory = join(session.workDirectory, "bootstrap", session.stage, stack.address.account);
  }

  /** Whether it holds a state with resources. */
  holdsState(): boolean {
    const file = join(this.directory, "terraform.tfstate.d", this.session.stage, "terraform.tfstate");
    return existsSync(file) && holdsResources(readFileSync(file, "utf8"));
  }

  /** Brings in the synthesized stack; states of an earlier run stay. */
  refresh(): void {
    mkdirSync(this.directory, { recursive: true });
    const generated = (path: string): boolean => !path.split(sep).includes(".terraform");
    cpSync(this.stack.directory, this.directory, { recursive: true, filter: generated });
    rmSync(join(this.directory, IMPORTS), { force: true });
    seedLockFile(this.session, this.directory, this.stack.file.terraformBlock);
  }

  /** From now on the configuration's backend is a local file. */
  useLocalState(): void {
    this.write(OVERRIDE, { terraform: { backend: { local: { path: "terraform.tfstate" } } } });
  }

  /** From now on the configuration's backend is the bucket; nothing is imported any more. */
  useBucket(): void {
    rmSync(join(this.directory, OVERRIDE), { force: true });
    rmSync(join(this.directory, IMPORTS), { force: true });
  }

  /** Has the next apply import what exists: the bucket, and by the alias the key. */
  importExisting(what: { readonly bucket: boolean; readonly alias: boolean; readonly key: boolean }): void {
    const { bucket, alias, key } = findImportable(this.stack);
    const blocks = [
      ...(what.bucket && bucket !== undefined ? [{ to: bucket.address, id: bucket.id }] : []),
      ...(what.alias && alias !== undefined ? [{ to: alias.address, id: alias.id }] : []),
      ...(what.key && key !== undefined
        ? [{ to: key.address, id: "${data.aws_kms_alias.bootstrap.target_key_id}" }]
        : []),
    ];
    const data = what.key && alias !== undefined ? { data: { aws_kms_alias: { bootstrap: { name: alias.id } } } } : {};
    this.write(IMPORTS, { ...data, import: blocks });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private write(name: string, content: unknown): void {
    writeFileSync(join(this.directory, name), JSON.stringify(content, undefined, 2));
  }
}

interface Importable {
  readonly address: string;
  readonly id: string;
}

/** What of a `state` stack cannot be created twice; the rest are settings of the bucket, which are put again. */
export function findImportable(stack: SynthesizedStack): {
  bucket?: Importable;
  alias?: Importable;
  key?: { address: string };
} {
  const { resources, backend } = stack.file;
  const bucketName = backend.kind === "s3" ? backend.bucket : "";
  const bucket = Object.entries(resources.aws_s3_bucket ?? {}).find(([, { bucket: name }]) => name === bucketName);
  const alias = Object.entries(resources.aws_kms_alias ?? {}).find(([, { name }]) => typeof name === "string");
  const target = alias === undefined ? undefined : /aws_kms_key\.([\w-]+)/.exec(String(alias[1].target_key_id))?.[1];
  return {
    ...(bucket === undefined ? {} : { bucket: { address: `aws_s3_bucket.${bucket[0]}`, id: bucketName } }),
    ...(alias === undefined ? {} : { alias: { address: `aws_kms_alias.${alias[0]}`, id: String(alias[1].name) } }),
    ...(target === undefined ? {} : { key: { address: `aws_kms_key.${target}` } }),
  };
}
