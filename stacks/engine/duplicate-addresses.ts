import { TerraformElement, type TerraformStack } from "cdktf";

/** Elements of a stack that share an address, which the engine resolves silently: the last one wins. */
export function duplicateAddresses(stack: TerraformStack): string[] {
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const ids = new Set(elements.map(({ friendlyUniqueId }) => friendlyUniqueId));
  if (ids.size === elements.length) return []; // as nearly always
  const seen = new Map<string, TerraformElement>();
  const problems: string[] = [];
  for (const element of elements) {
    const address = `${element.constructor.name}.${element.friendlyUniqueId}`;
    const first = seen.get(address);
    if (first !== undefined)
      problems.push(`${first.node.path} and ${element.node.path} share the address ${address}: one would be lost`);
    seen.set(address, element);
  }
  return problems;
}
