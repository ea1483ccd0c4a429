import type { Kind } from "../../contracts/control-plane";
import { KIND_PROPERTIES } from "../../contracts/control-plane";
import { dataSourcesOf, resourcesOf, withLocals, type Element, type TerraformJson } from "./terraform-json";
import { parseTemplate } from "./template-json";

/** A control-plane resource of a stack, with what its write would send. */
export interface Written extends Element {
  readonly kind: Kind;
  readonly key: string;
  /** Expressions stand as their source: `local.domain`, `<id of ...>`. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly adoptId?: string;
  readonly dependsOn: readonly string[];
}

/**
 * The writes of a stack in the order of their addresses. Their properties are checked against the contract, with
 * expressions standing as texts `<source>`.
 */
export function writesOf(stack: TerraformJson, kind?: Kind): Written[] {
  return resourcesOf(stack, "aws_lambda_invocation")
    .map((element) => ({
      ...element,
      ...parseInput(withLocals(stack, String(element.block["input"]))),
      dependsOn: dependencies(element),
    }))
    .filter((written) => kind === undefined || written.kind === kind);
}

/** The only write of a kind. */
export function onlyWrite(stack: TerraformJson, kind: Kind): Written {
  const found = writesOf(stack, kind);
  if (found.length !== 1)
    throw new Error(`expected one ${kind}, found ${found.map((write) => write.address).join(", ")}`);
  return found[0];
}

/** Read inputs of a stack, with expressions standing as texts. */
export function readsOf(stack: TerraformJson): Element[] {
  return dataSourcesOf(stack, "aws_lambda_invocation");
}

function dependencies({ block }: Element): readonly string[] {
  return (block["depends_on"] as readonly string[] | undefined) ?? [];
}

function parseInput(input: string): Omit<Written, keyof Element | "dependsOn"> {
  const message = parseTemplate(input) as Omit<Written, keyof Element | "dependsOn">;
  KIND_PROPERTIES[message.kind].parse(message.properties);
  return message;
}
