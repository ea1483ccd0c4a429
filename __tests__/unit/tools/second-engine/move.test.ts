import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { moveToSecondEngine } from "../../../../tools/second-engine/move";

const ROOT = resolve(__dirname, "../../../..");
const directory = mkdtempSync(join(tmpdir(), "smus-move-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifestOf = (root: string) => JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

test("changes the engine and its bindings, and nothing else of the packages", () => {
  copyFileSync(join(ROOT, "package.json"), join(directory, "package.json"));
  moveToSecondEngine(directory);
  const { dependencies: before, ...rest } = manifestOf(ROOT);
  const { dependencies: after, ...others } = manifestOf(directory);
  expect(others).toEqual(rest);
  const { "cdktf-cli": _driver, ...kept } = before;
  expect(after).toEqual({
    ...kept,
    cdktf: "file:packages/cdktf",
    cdktn: expect.stringMatching(/^\d/) as string,
    "@cdktf/provider-aws": expect.stringMatching(/^npm:@cdktn\/provider-aws@\d/) as string,
  });
});

test("gives the name cdktf to the modules of cdktn, in the version that the other bindings ask for", () => {
  const engine = join(directory, "node_modules/cdktn/lib");
  mkdirSync(engine, { recursive: true });
  writeFileSync(join(engine, "index.js"), "exports.one = {};");
  const alias = join(directory, "packages/cdktf");
  expect(require.resolve(alias)).toBe(require.resolve(engine));
  const bindings = JSON.parse(readFileSync(join(ROOT, "node_modules/@cdktf/provider-tfe/package.json"), "utf8")) as {
    peerDependencies: Record<string, string>;
  };
  const { version } = JSON.parse(readFileSync(join(alias, "package.json"), "utf8")) as { version: string };
  expect(bindings.peerDependencies["cdktf"]).toBe(`^${version}`);
});
