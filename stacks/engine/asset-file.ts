import type { ISynthesisSession, TerraformAsset } from "cdktf";
import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** Path of the first copy of an asset, by its content, for each synthesis. */
const COPIES = new WeakMap<ISynthesisSession, Map<string, string>>();

/**
 * Puts the file of an asset beside its stack, as the asset does itself, but once on the disk for all stacks that an app
 * synthesizes: a thousand copies of a function's code are 270 MB, and a sixth of the time of their synthesis.
 *
 * The first one is a copy, so that nothing that happens in an output directory reaches the file that it was copied from.
 * Where the file system has no hard links, every one is.
 */
export function writeAssetFile(asset: TerraformAsset, session: ISynthesisSession, stackDirectory: string): void {
  const { sourcePath } = asset as unknown as { readonly sourcePath: string };
  const target = join(stackDirectory, asset.path);
  const ofAllVersions = dirname(dirname(target));
  if (existsSync(ofAllVersions)) rmSync(ofAllVersions, { recursive: true });
  mkdirSync(dirname(target), { recursive: true });
  const copies = COPIES.get(session) ?? new Map<string, string>();
  COPIES.set(session, copies);
  const content = join(asset.assetHash, asset.fileName);
  const copy = copies.get(content);
  if (copy !== undefined && link(copy, target)) return;
  copyFileSync(sourcePath, target);
  copies.set(content, target);
}

/** @returns false where the file system does not link them */
function link(existing: string, target: string): boolean {
  try {
    linkSync(existing, target);
    return true;
  } catch {
    return false;
  }
}
