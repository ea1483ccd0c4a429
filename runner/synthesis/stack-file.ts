import { parseStackId, type StackAddress } from "../../contracts/layers";

/** Location of a stack's state, as its file says: what terraform will use, not what we think it should. */
export type StackBackend =
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      readonly workspacePrefix: string;
      readonly roleArn?: string;
      readonly externalId?: string;
    }
  | { readonly kind: "local"; readonly path: string; readonly workspaceDirectory: string }
  | { readonly kind: "cloud"; readonly workspace: string };

/** A remote state that a stack reads. */
export interface RemoteRead {
  /** Address of the data source. */
  readonly address: string;
  /** Stack that publishes the outputs. */
  readonly producer: string;
  /** Workspace that is read, where the file says so. */
  readonly stage?: string;
  /** Location of that state. */
  readonly backend: StackBackend;
}

/** Contents of a synthesized stack's file that the runner uses. */
export interface StackFile {
  readonly backend: StackBackend;
  readonly reads: readonly RemoteRead[];
  /**
   * The stack, of another stage, whose record the promotion gate asks. No producer: nothing is made from it, and the gate
   * itself says what it misses. Present in stages that are promoted from another.
   */
  readonly promotedFrom?: RemoteRead;
  /** Number of managed resources, for progress. */
  readonly resourceCount: number;
  /** The `terraform` block: what `init` depends on. */
  readonly terraformBlock: unknown;
  /** All managed resources: type, then logical id, then arguments. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
}

/** A JSON object whose members are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Remote states of the stage guard: the stack's own, and that of the stack which it is promoted from. */
const GUARD_PREFIX = "StageGuard_";
const SOURCE_PREFIX = "StageGuard_Promotion_SourceState_";

/** Reads a synthesized `cdk.tf.json`. */
export function parseStackFile(text: string): StackFile {
  const root = object(JSON.parse(text));
  const terraformBlock = object(root.terraform);
  const resources = objects(root.resource) as Record<string, Record<string, JsonObject>>;
  return {
    backend: parseBackend(terraformBlock),
    ...parseRemoteStates(root),
    resourceCount: Object.values(resources).reduce((sum, byName) => sum + Object.keys(byName).length, 0),
    terraformBlock,
    resources,
  };
}

/** The states of other stacks that a parsed `cdk.tf.json` reads. */
export function parseRemoteStates(root: JsonObject): Pick<StackFile, "reads" | "promotedFrom"> {
  const remote = Object.entries(object(object(root.data).terraform_remote_state));
  const [promotedFrom] = parseReads(remote.filter(([name]) => name.startsWith(SOURCE_PREFIX)));
  return {
    reads: parseReads(remote.filter(([name]) => !name.startsWith(GUARD_PREFIX))),
    ...(promotedFrom === undefined ? {} : { promotedFrom }),
  };
}

function parseReads(remote: readonly (readonly [string, unknown])[]): RemoteRead[] {
  return remote.flatMap(([name, read]) => parseRead(`data.terraform_remote_state.${name}`, object(read)));
}

/** The backend that a `terraform` block names. */
export function parseBackend(terraformBlock: JsonObject): StackBackend {
  const backend = object(terraformBlock.backend);
  if (backend.s3 !== undefined) {
    const s3 = object(backend.s3);
    const role = object(Array.isArray(s3.assume_role) ? s3.assume_role[0] : s3.assume_role);
    return {
      kind: "s3",
      bucket: text(s3.bucket),
      key: text(s3.key),
      region: text(s3.region),
      workspacePrefix: text(s3.workspace_key_prefix),
      ...(role.role_arn === undefined ? {} : { roleArn: text(role.role_arn) }),
      ...(role.external_id === undefined ? {} : { externalId: text(role.external_id) }),
    };
  }
  if (backend.local !== undefined) {
    const local = object(backend.local);
    return { kind: "local", path: literal(local.path), workspaceDirectory: literal(local.workspace_dir) };
  }
  return { kind: "cloud", workspace: text(object(object(terraformBlock.cloud).workspaces).name) };
}

/** The producer is named by the state's key, path or workspace name; what is none of ours is left out. */
function parseRead(address: string, read: JsonObject): RemoteRead[] {
  const config = object(read.config);
  const backend = parseBackend(
    read.backend === "remote" ? { cloud: config } : { backend: { [text(read.backend)]: config } },
  );
  const place = text(config.key ?? config.path)
    .split("/")
    .slice(-3);
  const producer = place.length === 3 ? `${place[0]}-${place[1]}` : undefined;
  if (producer !== undefined && isStackId(producer)) {
    return [{ address, producer, backend, ...(read.workspace === undefined ? {} : { stage: text(read.workspace) }) }];
  }
  return cloudProducer(text(object(config.workspaces).name)).map((found) => ({ address, backend, ...found }));
}

/** `<prefix>-<account>-<layer>-<stage>`: the last layer name that occurs divides it. The prefix cannot be told from the account. */
function cloudProducer(workspace: string): { producer: string; stage: string }[] {
  const words = workspace.split("-");
  for (let at = words.length - 2; at > 0; at--) {
    const id = words.slice(0, at + 1).join("-");
    if (isStackId(id)) return [{ producer: id, stage: words.slice(at + 1).join("-") }];
  }
  return [];
}

/** Tells whether `read` is of the stack `id`, also where the producer carries a Terraform Cloud prefix. */
export function isProducer(read: RemoteRead, id: string): boolean {
  return read.producer === id || read.producer.endsWith(`-${id}`);
}

function isStackId(id: string): boolean {
  try {
    const address: StackAddress = parseStackId(id);
    return address.account !== "";
  } catch {
    return false;
  }
}

function object(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

function objects(value: unknown): Record<string, JsonObject> {
  return Object.fromEntries(Object.entries(object(value)).map(([name, entry]) => [name, object(entry)]));
}

/** Text that was escaped for Terraform's templates, as Terraform reads it. */
function literal(value: unknown): string {
  return text(value).replace(/([$%])\1\{/g, "$1{");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
