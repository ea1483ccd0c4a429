import { App, type StackManifest } from "cdktf";
import { stackId, type StackAddress } from "../../contracts/layers";
import type { StageComposition } from "../compose";

/**
 * Builds stacks and writes them below `outdir`; the manifest is the caller's to write.
 *
 * @returns what the manifest says of them, by stack id
 * @throws Error with all problems that CDKTF's validation finds in a stack
 */
export function writeStacks(
  composition: StageComposition,
  addresses: readonly StackAddress[],
  outdir: string,
): Record<string, StackManifest> {
  const app = new App({ outdir });
  app.manifest.writeToFile = () => undefined; // of these stacks alone it would be wrong
  composition.add(app, addresses);
  app.synth();
  const complete = (address: StackAddress): [string, StackManifest] => {
    const id = stackId(address);
    // The app knows the stacks of this part only.
    return [id, { ...app.manifest.stacks[id], dependencies: composition.dependenciesOf(address) }];
  };
  return Object.fromEntries(addresses.map(complete));
}
