import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENT_VARIABLES } from "../../../cli/environment";
import { ARROWS } from "../../../tools/architecture/arrows";
import { ENVIRONMENT_PAGE, environmentPage } from "../../../tools/generate-environment-reference";

const ROOT = join(__dirname, "../../..");
/** Folders whose code gets the variables as an argument, and the programs that read them; functions have an environment of their own, constructs read none, and templates name those of other repositories. */
const FOLDERS = Object.keys(ARROWS).filter(
  (folder) => !["contracts", "environments", "functions", "main.ts", "modules", "seeds", "stacks"].includes(folder),
);
/** Variables of git that are taken away, not read. */
const REMOVED = /^GIT_/;

const sources = [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  ),
  "main.ts",
].filter((file) => file.endsWith(".ts") && !file.includes("node_modules") && file !== join("cli", "environment.ts"));

/** Names of variables that a source reads: `environment.NAME`, `const { NAME: x } = environment`, `needed(environment, "NAME")`. */
function readBy(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const members = [...text.matchAll(/\b(?:environment|base|process\.env)\??\.([A-Z][A-Z0-9_]+)\b/g)].map(
    ([, name]) => name,
  );
  const taken = [
    ...text.matchAll(/\{([^{}]*)\}(?: = (?:process\.env|(?:\w+\.)*environment);|: NodeJS\.ProcessEnv\))/g),
  ];
  const destructured = taken.flatMap(([, inside]) =>
    [...inside.matchAll(/\b([A-Z][A-Z0-9_]{2,})\b/g)].map(([, name]) => name),
  );
  const constants = [...text.matchAll(/const \w*VARIABLE = "([A-Z][A-Z0-9_]+)"/g)].map(([, name]) => name);
  const asked = [...text.matchAll(/\w+\(environment, "([A-Z][A-Z0-9_]+)"/g)].map(([, name]) => name);
  const endpoints = [...text.matchAll(/endpointOf\("([A-Z0-9]+)", /g)].map(
    ([, service]) => `AWS_ENDPOINT_URL_${service}`,
  );
  return [...members, ...destructured, ...constants, ...asked, ...endpoints].filter((name) => !REMOVED.test(name));
}

const read = new Set(sources.flatMap(readBy));
const listed = ENVIRONMENT_VARIABLES.map(({ name }) => name);

test("every environment variable that is read is listed, once", () => {
  expect([...read].filter((name) => !listed.includes(name))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

test("every environment variable that is listed is read", () => {
  expect(listed.filter((name) => !read.has(name))).toEqual([]);
});

test("docs/environment-variables.md is current (npm run generate:environment)", () => {
  const compact = (text: string): string => text.replace(/[\s-]+/g, "");
  expect(compact(readFileSync(ENVIRONMENT_PAGE, "utf8"))).toBe(compact(environmentPage()));
});
