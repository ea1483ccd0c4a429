import { Annotations, App, Aspects, AssetType, TerraformAsset, TerraformOutput, TerraformStack } from "cdktf";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StackWriter } from "../../../../stacks/engine/stack-writer";

const directory = mkdtempSync(path.join(tmpdir(), "smus-writer-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Files that a stack is written to, by path, with and without our writer. */
function written(build: (stack: TerraformStack) => void): { readonly ours: object; readonly engine: object } {
  const write = (name: string, own: boolean): Record<string, string> => {
    const outdir = path.join(directory, name);
    rmSync(outdir, { recursive: true, force: true });
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "stack");
    if (own) stack.synthesizer = new StackWriter(stack, stack.synthesizer);
    build(stack);
    app.synth();
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => path.join(entry.parentPath, entry.name));
    return Object.fromEntries(paths.map((file) => [path.relative(outdir, file), readFileSync(file, "utf8")]));
  };
  return { ours: write("ours", true), engine: write("engine", false) };
}

describe("StackWriter writes what the engine writes", () => {
  test("for a stack with an asset", () => {
    const { ours, engine } = written((stack) => {
      const asset = new TerraformAsset(stack, "Code", { path: __filename, type: AssetType.FILE });
      new TerraformOutput(stack, "path", { value: asset.path });
    });
    expect(ours).toEqual(engine);
    expect(Object.keys(ours)).toHaveLength(3); // manifest, stack, asset
  });

  test("for a stack with aspects, which are applied", () => {
    const { ours, engine } = written((stack) => {
      Aspects.of(stack).add({
        visit: (node) => {
          if (TerraformStack.isStack(node)) node.addOverride("locals.visited", true);
        },
      });
    });
    expect(ours).toEqual(engine);
    expect(JSON.stringify(ours)).toContain("visited");
  });

  test("for a stack with annotations, which come into the manifest", () => {
    const { ours, engine } = written((stack) => Annotations.of(stack).addWarning("mind the gap"));
    expect(Object.keys(ours)).toEqual(Object.keys(engine));
    expect(JSON.stringify(ours)).toContain("mind the gap");
  });
});

test.each([
  ["an error annotation", (stack: TerraformStack) => Annotations.of(stack).addError("no way")],
  ["a validation", (stack: TerraformStack) => stack.node.addValidation({ validate: () => ["no way"] })],
])("StackWriter refuses a stack with %s", (_, spoil) => {
  expect(() => written(spoil)).toThrow(/no way/);
});
