import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { templateOf } from "../../../seeds";
import { allRendered } from "../../support/seeds/rendered";

const FILE = join(__dirname, "../../fixtures/seeds/digests.json");

/** Digest of each repository in each variant, under template and version. */
function digests(): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (const { template, name, marker } of allRendered()) {
    const version = `${template} ${templateOf(template).version}`;
    found[version] = { ...found[version], [name]: marker.digest.slice(0, 16) };
  }
  return found;
}

/**
 * A repository says which version of a template it was made from, so two contents must never have one version. Before a release of
 * this project, and only then, a version may be recorded anew: UPDATE_SEEDS=1 npm test -- seeds/versions
 */
test("a template that renders something else has another version", () => {
  const now = digests();
  if (process.env["UPDATE_SEEDS"] === "1") writeFileSync(FILE, `${JSON.stringify(now, undefined, 2)}\n`);
  expect(now).toEqual(JSON.parse(readFileSync(FILE, "utf8")));
});
