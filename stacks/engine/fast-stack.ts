import { TerraformBackend, TerraformStack, type App, type TerraformElement } from "cdktf";
import { Node } from "constructs";
import { duplicateAddresses } from "./duplicate-addresses";
import { renderStack, type StackJson } from "./render-stack";
import { StackWriter } from "./stack-writer";

/**
 * A stack that emits what the engine emits, without the costs that the engine has with thousands of stacks: all that is
 * replaced of the engine's `TerraformStack` is here.
 *
 * Refuses a stack id that is taken and duplicate addresses, both of which the engine overwrites silently.
 */
export abstract class FastStack extends TerraformStack {
  /**
   * @param writer who writes the file. The engine breaks an empty list over two lines where we do not; the value is the same
   * @throws Error when the app has a stack of this id
   */
  protected constructor(app: App, id: string, writer: "fast" | "engine" = "fast") {
    super(app, unusedId(app, id));
    if (writer === "fast") this.synthesizer = new StackWriter(this, this.synthesizer);
    this.node.addValidation({ validate: () => duplicateAddresses(this) });
  }

  /**
   * Adds a dependency without CDKTF's search for cycles: `dependsOn` walks all paths, unmemoized, which is exponential
   * in layered graphs. Layers are ranked, so there are no cycles.
   */
  public override addDependency(dependency: TerraformStack): void {
    if (!this.dependencies.includes(dependency)) this.dependencies.push(dependency);
  }

  /**
   * Nothing to prepare: the engine renders everything once more here, in search of references between stacks. Ours pass
   * declared outputs; a test finds references to what a stack does not have.
   */
  public override prepareStack(): void {
    // The engine looks for a backend in the whole tree, at once and in as many promises as there are constructs.
    if (!this.node.children.some((child) => TerraformBackend.isBackend(child))) this.ensureBackendExists();
  }

  /** The engine collects the problems of all constructs, whose lists it copies for each, even where there are none. */
  public override runAllValidations(): void {
    if (this.node.findAll().some(({ node }) => node.validate().length > 0)) super.runAllValidations();
  }

  /** Renders what was constructed, completed by {@link complete}. */
  public override toTerraform(): StackJson {
    return this.complete(renderStack(this));
  }

  /**
   * The Terraform JSON that `app.synth()` would write, without a file.
   *
   * @throws Error with all problems that the stack's validations find
   */
  public synthesizeInMemory(): StackJson {
    this.prepareStack();
    this.runAllValidations();
    return this.toTerraform();
  }

  /** Adds to the finished JSON what was not constructed. @default - nothing */
  protected complete(rendered: StackJson): StackJson {
    return rendered;
  }

  /** As the engine does, which hashes the path of every element: stacks of a layer have the same. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const path = pathInStack(element instanceof Node ? element : element.node, this);
    let id = LOGICAL_IDS.get(path);
    if (id === undefined) {
      id = super.allocateLogicalId(element);
      LOGICAL_IDS.set(path, id);
    }
    return id;
  }
}

/** By path of constructs in a stack. */
const LOGICAL_IDS = new Map<string, string>();

function pathInStack(node: Node, stack: TerraformStack): string {
  return node.scope === undefined || node.scope === stack
    ? node.id
    : `${pathInStack(node.scope.node, stack)}/${node.id}`;
}

function unusedId(app: App, id: string): string {
  if (app.node.tryFindChild(id) !== undefined)
    throw new Error(`stack id "${id}" is taken: the engine would overwrite the first stack`);
  return id;
}
