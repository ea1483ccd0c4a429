import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Session } from "../session";
import { readStateFileOfKilledRun } from "../state-store";
import type { SynthesizedStack } from "../synthesis";

const OVERRIDE = "bootstrap_override.tf.json";
/** Not an override file: Terraform refuses `import` blocks there. */
const IMPORTS = "bootstrap_import.tf.json";
/**
 * Not `terraform.tfstate.d`: states in Terraform's own default places are taken for those of a directory without a backend, and
 * an `init` that knows no earlier backend asks whether they are to be moved.
 */
const STATES = "states";

/** Selection of the things that cannot be created twice: true for each that is meant. */
export interface Takeover {
  readonly bucket: boolean;
  readonly alias: boolean;
  readonly key: boolean;
}

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

  /** Tells whether the directory holds a state with resources. */
  holdsState(): boolean {
    return (readLocalState(this.stateFile)?.length ?? 0) > 0;
  }

  /** Finds those of the bucket, the alias and the key that are in no local state. */
  lacking(): Takeover {
    const known = new Set(readLocalState(this.stateFile)?.map(({ address }) => address));
    const { bucket, alias, key } = findImportable(this.stack);
    const lacks = (found: { address: string } | undefined): boolean => found !== undefined && !known.has(found.address);
    return { bucket: lacks(bucket), alias: lacks(alias), key: lacks(key) };
  }

  /** Resources whose creation was cut off: Terraform would replace them. */
  tainted(): string[] {
    return (readLocalState(this.stateFile) ?? []).filter(({ tainted }) => tainted).map(({ address }) => address);
  }

  /** Brings in the synthesized stack; states of an earlier run stay. */
  refresh(): void {
    mkdirSync(this.directory, { recursive: true });
    const generated = (path: string): boolean => !path.split(sep).includes(".terraform");
    cpSync(this.stack.directory, this.directory, { recursive: true, filter: generated });
    rmSync(join(this.directory, IMPORTS), { force: true });
    if (readLocalState(this.stateFile) === undefined) rmSync(this.stateFile, { force: true });
  }

  /** From now on the configuration's backend is a local file. */
  useLocalState(): void {
    this.write(OVERRIDE, {
      terraform: { backend: { local: { path: `${STATES}/terraform.tfstate`, workspace_dir: STATES } } },
    });
  }

  /** From now on the configuration's backend is the bucket; nothing is imported any more. */
  useBucket(): void {
    rmSync(join(this.directory, OVERRIDE), { force: true });
    rmSync(join(this.directory, IMPORTS), { force: true });
  }

  /** Has the next apply import what exists: the bucket, and by the alias the key. Nothing: imports nothing. */
  importExisting(what: Takeover): void {
    const { bucket, alias, key } = findImportable(this.stack);
    const blocks = [
      ...(what.bucket && bucket !== undefined ? [{ to: bucket.address, id: bucket.id }] : []),
      ...(what.alias && alias !== undefined ? [{ to: alias.address, id: alias.id }] : []),
      ...(what.key && key !== undefined
        ? [{ to: key.address, id: "${data.aws_kms_alias.bootstrap.target_key_id}" }]
        : []),
    ];
    if (blocks.length === 0) return rmSync(join(this.directory, IMPORTS), { force: true });
    const data = what.key && alias !== undefined ? { data: { aws_kms_alias: { bootstrap: { name: alias.id } } } } : {};
    this.write(IMPORTS, { ...data, import: blocks });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private get stateFile(): string {
    return join(this.directory, STATES, this.session.stage, "terraform.tfstate");
  }

  private write(name: string, content: unknown): void {
    writeFileSync(join(this.directory, name), JSON.stringify(content, undefined, 2));
  }
}

/** The managed resources in a state file; undefined where a killed process has left half a file. */
function readLocalState(file: string): { readonly address: string; readonly tainted: boolean }[] | undefined {
  if (!existsSync(file)) return [];
  return readStateFileOfKilledRun(file)
    ?.resources.filter(({ mode }) => mode === "managed")
    .map(({ type, name, instances }) => ({
      address: `${type}.${name}`,
      tainted: instances.some(({ tainted }) => tainted),
    }));
}

interface Importable {
  readonly address: string;
  readonly id: string;
}

/** Resources of a `state` stack that cannot be created twice; the rest are settings of the bucket, put again. */
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
