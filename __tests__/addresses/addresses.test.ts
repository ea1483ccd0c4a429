import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shippedOrganizations, stacksOf } from "../policy/organizations";
import type { StackUnderTest } from "../policy/stack-under-test";
import { compareAddresses, formatAddresses, managedAddresses, parseAddresses } from "./baseline";

/**
 * The addresses of everything that stacks manage, as text files under `baseline/<organization>/<stage>/<stack>.txt`.
 *
 * An address that vanishes is a destruction when it is applied: give it a `moved` entry (`moveFromId`) in the same change.
 * After a change that is meant: `UPDATE_ADDRESSES=1 npm test -- addresses`, and read the diff.
 */
const BASELINE = join(__dirname, "baseline");
const UPDATE = process.env["UPDATE_ADDRESSES"] === "1";

const organizations = shippedOrganizations().filter(({ name }) => name.startsWith("environments"));
const stacks = organizations.flatMap((organization) => stacksOf(organization));

if (UPDATE) {
  rmSync(BASELINE, { recursive: true, force: true });
  for (const stack of stacks) {
    mkdirSync(dirname(fileOf(stack)), { recursive: true });
    writeFileSync(fileOf(stack), formatAddresses(managedAddresses(stack.json)));
  }
}

describe.each(organizations.map(({ name }) => name))("%s", (name) => {
  const ofOrganization = stacks.filter(({ organization }) => organization === name);

  it.each(ofOrganization.map((stack) => [`${stack.stage}/${stack.id}`, stack] as const))("keeps %s", (_, stack) => {
    const file = fileOf(stack);
    const before = existsSync(file) ? parseAddresses(readFileSync(file, "utf8")) : [];
    expect(compareAddresses(before, stack.json)).toEqual([]);
  });

  it("has a baseline for its stacks and for no other", () => {
    const expected = ofOrganization.map((stack) => fileOf(stack)).sort();
    expect(filesIn(dirname(dirname(expected[0]))).sort()).toEqual(expected);
  });
});

function fileOf({ organization, stage, id }: StackUnderTest): string {
  return join(
    BASELINE,
    organization === "environments" ? "example" : organization.replace(/.*\//, ""),
    stage,
    `${id}.txt`,
  );
}

function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
