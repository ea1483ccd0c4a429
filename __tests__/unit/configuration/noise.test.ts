import path from "node:path";
import { Evaluator } from "../../../configuration/load/evaluate";
import { isPlainObject } from "../../../configuration/parse";
import { checkRules } from "../../../configuration/rules";
import { locate, organizationFiles, viewFiles, type Files } from "./support/organization";

const COMPREHENSIVE = path.resolve(__dirname, "../../../environments/samples/comprehensive");
const comprehensive: Files = Object.fromEntries(
  ["core", "prod", "lab", "cloud"].map((stage) => [
    stage,
    (new Evaluator().load(path.join(COMPREHENSIVE, `${stage}.ts`)) as { default: unknown }).default,
  ]),
);

/** All places of a value, the outermost first. */
function places(value: unknown, at: string[] = []): string[][] {
  const children = isPlainObject(value) || Array.isArray(value) ? Object.entries(value) : [];
  return [at, ...children.flatMap(([key, child]) => places(child, [...at, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, replacement);
  return copy;
}

test.each([
  ["null", "the organization of the rule cases", null, organizationFiles()],
  ["text", "the organization of the rule cases", "?!", organizationFiles()],
  ["a list", "the organization of the rule cases", [], organizationFiles()],
  ["a number", "the organization of the rule cases", -7, organizationFiles()],
  ["a truth value", "the organization of the rule cases", true, organizationFiles()],
  ["null", "the comprehensive sample", null, comprehensive],
])("%s anywhere in %s is reported for itself, and nothing because of it", (_kind, _where, junk, files) => {
  const noise = places(files)
    .slice(1)
    .flatMap((at) => {
      const { organization, shapeProblems } = viewFiles(replaceAt(files, at, junk) as Files);
      const rules = checkRules(organization).map(locate);
      return shapeProblems.length > 0 && rules.length > 0 ? [{ at: at.join("."), rules }] : [];
    });
  expect(noise).toEqual([]);
});
