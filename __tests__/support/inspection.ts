import type { TerraformStack } from "cdktf";
import { synthesize } from "./synth";
import { type Block, type Element, resourcesOf, type TerraformJson } from "./terraform-json";

/** A synthesized stack, to be asked for its resources. */
export class Inspection {
  public constructor(public readonly json: TerraformJson) {}

  /** Addresses (`type.id`) of all resources, sorted. */
  public get addresses(): string[] {
    return resourcesOf(this.json)
      .map((element) => element.address)
      .sort();
  }

  /** Number of resources of each type. */
  public get counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { type } of resourcesOf(this.json)) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }

  /** The resources of a type. */
  public all(type: string): Block[] {
    return resourcesOf(this.json, type).map((element) => element.block);
  }

  /** The one resource of a type whose logical id contains `part`. */
  public one(type: string, part = ""): Block {
    return this.element(type, part).block;
  }

  /** The address of the one resource that `one` finds. */
  public address(type: string, part = ""): string {
    return this.element(type, part).address;
  }

  private element(type: string, part: string): Element {
    const candidates = resourcesOf(this.json, type);
    const found = candidates.filter((element) => element.logicalId.includes(part));
    if (found.length === 1) return found[0];
    const ids = candidates.map((element) => element.logicalId).join(", ");
    throw new Error(`expected one ${type} with "${part}" in its id, found ${found.length} of: ${ids}`);
  }
}

/** Builds one construct in a stack of its own and returns both. */
export function inspect<T>(build: (stack: TerraformStack) => T): { readonly construct: T; readonly stack: Inspection } {
  const built: T[] = [];
  const json = synthesize((stack) => void built.push(build(stack)));
  return { construct: built[0], stack: new Inspection(json) };
}
