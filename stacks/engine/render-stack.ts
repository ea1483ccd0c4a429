import { DefaultTokenResolver, StringConcat, TerraformElement, Tokenization, TerraformOutput } from "cdktf";
import type { TerraformStack } from "cdktf";
import { deepMerge } from "cdktf/lib/util";
import { resolveInOrder } from "./fast-resolve";

/** Terraform JSON of a stack. */
export type StackJson = Record<string, unknown>;

type Members = Record<string, unknown>;

/**
 * Renders the same as `TerraformStack.toTerraform()`, member for member and in canonical order, in half of its time: the
 * engine replaces the tokens of every element, copies it while it merges, and then searches the whole stack for tokens once
 * more.
 */
export function renderStack(stack: TerraformStack): StackJson {
  const { rawOverrides: overrides } = stack as unknown as { readonly rawOverrides: Readonly<Members> };
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const rendered: Members = {
    "//": { metadata: metadata(stack, elements, overrides), outputs: outputPaths(elements) },
  };
  for (const element of elements) merge(rendered, element.toTerraform() as Members);
  deepMerge(rendered, overrides); // takes away what is overridden with undefined
  return resolveInOrder(rendered, { scope: stack, preparing: false, resolver: RESOLVER }) as StackJson;
}

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Unlike the engine's, copies nothing: elements render into objects of their own. `undefined` says nothing. */
function merge(target: Members, source: Readonly<Members>): void {
  for (const [name, value] of Object.entries(source)) {
    const existing = target[name];
    if (value === undefined) continue;
    if (isMap(value) && isMap(existing)) merge(existing, value);
    else if (Array.isArray(value) && Array.isArray(existing))
      target[name] = [...(existing as unknown[]), ...(value as unknown[])];
    else target[name] = value;
  }
}

function isMap(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !Tokenization.isResolvable(value);
}

function metadata(stack: TerraformStack, elements: readonly TerraformElement[], overrides: Readonly<Members>): Members {
  const all: Members = {
    version: stack.node.tryGetContext("cdktfVersion") as unknown,
    stackName: stack.node.id,
    backend: "local", // the backend says what it is
    ...(Object.keys(overrides).length > 0 ? { overrides: { stack: Object.keys(overrides) } } : {}),
  };
  for (const element of elements) merge(all, element.toMetadata() as Members);
  return all;
}

/** Names of outputs by the path of constructs that leads to them, for CDKTF's tools. */
function outputPaths(elements: readonly TerraformElement[]): Members {
  const paths: Members = {};
  for (const output of elements.filter((element) => TerraformOutput.isTerraformOutput(element))) {
    const steps = output.node.path.split("/");
    merge(paths, steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), output.friendlyUniqueId) as Members);
  }
  return paths;
}
