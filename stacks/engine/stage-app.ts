import { App, type ISynthesisSession, type TerraformStack } from "cdktf";
import { withinTokenScope } from "./token-scope";

/**
 * An app that has one stack at a time: it builds, writes and forgets each, to the same files as an app that has all of them
 * when it synthesizes. A stack that nothing refers to any more is garbage that costs nothing to collect, and a thousand of
 * them would be much.
 */
export class StageApp extends App {
  /** The same for all stacks: assets are on the disk once. */
  private readonly session: ISynthesisSession;

  constructor(outdir: string) {
    super({ outdir });
    this.session = { outdir, skipValidation: this.skipValidation, manifest: this.manifest };
  }

  /**
   * Builds a stack, writes it, and forgets it.
   *
   * @param build gives this app its stack
   * @param dependencies ids of the stacks that it waits for, of which the app knows none
   * @throws Error with all problems that CDKTF's validation finds in the stack, or when a stack of its id was written
   */
  public write(build: () => TerraformStack, dependencies: readonly string[]): void {
    withinTokenScope(() => {
      const stack = build();
      const { id } = stack.node;
      if (id in this.manifest.stacks)
        throw new Error(`stack id "${id}" is taken: the first stack would be overwritten`);
      stack.prepareStack();
      stack.synthesizer.synthesize(this.session);
      const written = this.manifest.forStack(stack);
      this.manifest.stacks[id] = { ...written, dependencies: [...dependencies] };
      this.node.tryRemoveChild(id);
    });
  }

  /**
   * Writes the manifest that CDKTF's tools and the runner read, of all stacks that were written.
   *
   * @param outdir output directory, which the stacks may have been moved to meanwhile
   */
  public writeManifest(outdir: string): void {
    const { manifest } = new App({ outdir });
    Object.assign(manifest.stacks, this.manifest.stacks);
    manifest.writeToFile();
  }
}
