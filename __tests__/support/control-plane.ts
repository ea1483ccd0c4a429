import type { Kind } from "../../contracts/control-plane";
import { KIND_PROPERTIES } from "../../contracts/control-plane";
import { dataSourcesOf, resourcesOf, withLocals, type Element, type TerraformJson } from "./terraform-json";

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
  const message = JSON.parse(standIns(input)) as Omit<Written, keyof Element | "dependsOn">;
  KIND_PROPERTIES[message.kind].parse(message.properties);
  return message;
}

/** Expressions as JSON texts; ids of other control-plane resources shortened to `<id of address>`. */
function standIns(template: string): string {
  let result = "";
  let at = 0;
  for (let start = template.indexOf("${jsonencode("); start !== -1; start = template.indexOf("${jsonencode(", at)) {
    const end = endOf(template, start + 2);
    result += template.slice(at, start) + JSON.stringify(standIn(template.slice(start + 13, end - 1)));
    at = end + 1;
  }
  return (result + template.slice(at)).replaceAll("$${", "${").replaceAll("%%{", "%{");
}

function standIn(source: string): string {
  const chosen = /\? .+ : jsondecode\((aws_lambda_invocation\.[\w-]+)\.result\)\.(attributes\.)?(\w+)$/.exec(source);
  if (chosen !== null) return `<${chosen[3]} of ${chosen[1]}>`;
  const quoted = /^"(.*)"$/s.exec(source);
  return quoted === null ? `<${source}>` : quoted[1].replace(/\$\{(.+?)\}/g, (_, inner: string) => standIn(inner));
}

function endOf(template: string, from: number): number {
  let depth = 1;
  for (let at = from; at < template.length; at++) {
    if (template[at] === "{") depth++;
    if (template[at] === "}" && --depth === 0) return at;
  }
  throw new Error(`unbalanced: ${template}`);
}
