import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, "..", "..", "..");
const manifest = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), "utf8")) as Manifest;

/** That every import is declared is for lint (`import/no-extraneous-dependencies`). */
describe("the package of the emulator", () => {
  const emulator = manifest("packages", "emulator", "package.json");
  const product = manifest("package.json");

  it("is a private workspace of the product", () => {
    expect(emulator).toMatchObject({ name: "@smus-cdktf/emulator", private: true });
    expect(product).toMatchObject({ workspaces: ["packages/*"] });
  });

  it.each(Object.entries(emulator.dependencies))("has %s %s from the product's own dependencies", (name, version) => {
    // A tarball of the product carries the emulator's sources, but npm installs the product's dependencies only.
    expect([name, product.dependencies[name]]).toEqual([name, version]);
  });

  it("pins exact versions, of what only its types need, too", () => {
    for (const [name, version] of Object.entries({ ...emulator.dependencies, ...emulator.devDependencies })) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
      expect([name, manifest("node_modules", name, "package.json")]).toMatchObject([name, { version }]);
    }
  });
});
