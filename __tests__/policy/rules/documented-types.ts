import { dataSourcesOf, resourcesOf } from "../../support/terraform-json";
import type { StackUnderTest } from "../stack-under-test";

/** Every resource type (and Cloud Control type, and control-plane kind) that a stack emits is among the documented ones. */
export function documentedTypes({ json }: Pick<StackUnderTest, "json">, documented: ReadonlySet<string>): string[] {
  return [...emittedTypes(json)]
    .filter((type) => !documented.has(type))
    .map((type) => `${type} is not in docs/mechanisms.md`);
}

/** Resource types, data sources (`data.<type>`), Cloud Control types and kinds of the control-plane function. */
export function emittedTypes(json: StackUnderTest["json"]): Set<string> {
  const elements = [...resourcesOf(json), ...dataSourcesOf(json)];
  const details = resourcesOf(json).flatMap(({ type, block }): string[] => {
    if (type === "aws_cloudcontrolapi_resource") return [String(block["type_name"])];
    return type === "aws_lambda_invocation"
      ? [/^\{"kind":"(\w+)"/.exec(String(block["input"]))?.[1] ?? "unknown kind"]
      : [];
  });
  return new Set([...elements.map(({ type }) => type), ...details]);
}

/** The types that the tables of docs/mechanisms.md list in their first column. */
export function typesInTables(markdown: string): Set<string> {
  return new Set([...markdown.matchAll(/^\|\s*`([^`]+)`\s*\|/gm)].map(([, type]) => type));
}
