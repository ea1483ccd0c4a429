import { APPLIED_OUTPUT, APPLIED_RESOURCE, fingerprint } from "../../contracts/applied-record";

type Block = Readonly<Record<string, unknown>>;
/** Blocks by type, then by name. */
type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** Construct id of the guard, with which the names of everything in it begin. */
export const GUARD_ID = "StageGuard";

/**
 * Fingerprint of what a stack emits, for the record of its apply: equal exactly when an apply would be given the same.
 *
 * Left out, because they say how Terraform gets there and not what it does:
 * - comments and CDKTF's metadata (`//`);
 * - the backend, and where remote states are read from: a local backend holds absolute paths of this machine;
 * - assumed roles (planning may use another one) and path-style addressing;
 * - the stage guard, whose conditions apply nothing;
 * - the record itself.
 */
export function contentFingerprint(stack: Block): string {
  const { "//": _metadata, terraform, provider, resource, data, output, locals, ...rest } = stack;
  const { backend: _backend, cloud: _cloud, ...terraformBlock } = (terraform ?? {}) as Block;
  const { [APPLIED_OUTPUT]: _record, ...outputs } = (output ?? {}) as Block;
  return fingerprint({
    ...rest,
    terraform: terraformBlock,
    provider: mapBlocks(provider, withoutAccess),
    resource: blocksOf(resource, withoutComment),
    data: blocksOf(data, (block, type) =>
      type === "terraform_remote_state" ? remoteState(block) : withoutComment(block),
    ),
    output: outputs,
    locals: ofStack(locals as Block | undefined),
  });
}

function blocksOf(blocks: unknown, change: (block: Block, type: string) => Block): unknown {
  const types = Object.entries((blocks ?? {}) as Blocks).map(([type, byName]) => {
    const own = Object.entries(ofStack(byName)).map(([name, block]) => [name, change(block, type)] as const);
    return [type, Object.fromEntries(own)] as const;
  });
  return Object.fromEntries(types.filter(([, byName]) => Object.keys(byName).length > 0));
}

/** Everything but the guard with what is in it, and the record. */
function ofStack<T>(byName: Readonly<Record<string, T>> | undefined): Readonly<Record<string, T>> {
  const entries = Object.entries(byName ?? {}).filter(
    ([name]) => name !== APPLIED_RESOURCE && !name.startsWith(`${GUARD_ID}_`),
  );
  return Object.fromEntries(entries);
}

/** Provider configurations: a list for each provider. */
function mapBlocks(providers: unknown, change: (block: Block) => Block): unknown {
  const entries = Object.entries((providers ?? {}) as Readonly<Record<string, readonly Block[]>>);
  return Object.fromEntries(entries.map(([name, blocks]) => [name, blocks.map(change)]));
}

function withoutAccess({ assume_role: _role, s3_use_path_style: _style, ...rest }: Block): Block {
  return withoutComment(rest);
}

function withoutComment({ "//": _metadata, ...rest }: Block): Block {
  return rest;
}

/** Names the state that is read: that of a stack (its S3 key, or Terraform Cloud's workspace) in a workspace. */
function remoteState(block: Block): Block {
  const { key, workspaces } = (block["config"] ?? {}) as Block;
  return { workspace: block["workspace"], key, workspaces };
}
