import { App, AssetType, TerraformAsset, TerraformStack } from "cdktf";
import fs, { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StackWriter } from "../../../../stacks/engine/stack-writer";

const directory = mkdtempSync(path.join(tmpdir(), "smus-assets-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const source = path.join(directory, "code.zip");
beforeEach(() => writeFileSync(source, "first"));

/** Writes stacks that have the same asset, and says where each has it. */
function write(outdir: string, ...stacks: readonly string[]): string[] {
  const app = new App({ outdir });
  const assets = stacks.map((id) => {
    const stack = new TerraformStack(app, id);
    stack.synthesizer = new StackWriter(stack, stack.synthesizer);
    return new TerraformAsset(stack, "Code", { path: source, type: AssetType.FILE });
  });
  app.synth();
  return assets.map((asset, index) => path.join(outdir, "stacks", stacks[index], asset.path));
}

const inode = (file: string): number => statSync(file).ino;

describe("the file of an asset", () => {
  test("is on the disk once for all stacks that an app synthesizes, and is not the file it was copied from", () => {
    const files = write(path.join(directory, "once"), "one", "two", "three");
    expect(new Set(files.map(inode)).size).toBe(1);
    expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(["first", "first", "first"]);
    expect(files.map(inode)).not.toContain(inode(source));
  });

  test("replaces that of the synthesis before", () => {
    const outdir = path.join(directory, "again");
    const before = write(outdir, "one", "two");
    writeFileSync(source, "second");
    const after = write(outdir, "one", "two");
    expect(after.map((file) => readFileSync(file, "utf8"))).toEqual(["second", "second"]);
    expect(before.filter((file) => after.includes(file))).toEqual([]);
    expect(() => statSync(before[0])).toThrow(/ENOENT/);
  });

  test("is copied where the file system has no links", () => {
    const link = jest.spyOn(fs, "linkSync").mockImplementation(() => {
      throw new Error("EPERM: operation not permitted, link");
    });
    const files = write(path.join(directory, "copied"), "one", "two");
    expect(link).toHaveBeenCalled();
    link.mockRestore();
    expect(new Set(files.map(inode)).size).toBe(2);
    expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(["first", "first"]);
  });

  test("is what it was after somebody has changed that of an earlier synthesis in place", () => {
    const outdir = path.join(directory, "changed");
    const [one] = write(outdir, "one", "two");
    writeFileSync(one, "changed");
    const again = write(outdir, "two", "one");
    expect(again.map((file) => readFileSync(file, "utf8"))).toEqual(["first", "first"]);
  });
});
