import { existsSync } from "node:fs";
import { join } from "node:path";
import type { OpenStateStore } from "../state-store";
import type { SynthesizedStack } from "../synthesis";

/**
 * The stacks whose workspace for `stage` does not exist yet. Terraform Cloud is not asked: `init` creates what is missing.
 *
 * Asked of the backends directly: one listing a bucket instead of two terraform processes a stack.
 */
export async function stacksWithoutWorkspace(
  stage: string,
  stacks: readonly SynthesizedStack[],
  open: OpenStateStore,
): Promise<SynthesizedStack[]> {
  const listings = new Map<string, Promise<Set<string>>>();
  const exists = async ({ file: { backend } }: SynthesizedStack): Promise<boolean> => {
    if (backend.kind === "cloud") return false;
    if (backend.kind === "local") return existsSync(join(backend.workspaceDirectory, stage));
    const prefix = `${backend.workspacePrefix}/${stage}/`;
    const place = `${backend.bucket}/${prefix}`;
    const listing =
      listings.get(place) ??
      open(backend)
        .list(prefix)
        .then((keys) => new Set(keys));
    listings.set(place, listing);
    return (await listing).has(`${prefix}${backend.key}`);
  };
  const found = await Promise.all(stacks.map(exists));
  return stacks.filter((_, index) => !found[index]);
}
