import { AssetType, DataResource, TerraformAsset, TerraformOutput, type App } from "cdktf";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FastStack } from "../../../../stacks/engine/fast-stack";
import { StageApp } from "../../../../stacks/engine/stage-app";

const directory = mkdtempSync(path.join(tmpdir(), "smus-stage-app-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const source = path.join(directory, "code.zip");
writeFileSync(source, "code");

/** A stack with a file, a resource and a reference to it. */
class Small extends FastStack {
  public readonly file: string;

  public constructor(app: App, id: string) {
    super(app, id);
    const asset = new TerraformAsset(this, "Code", { path: source, type: AssetType.FILE });
    const data = new DataResource(this, "Data", { input: { path: asset.path } });
    new TerraformOutput(this, "id", { value: data.id });
    this.file = path.join(app.outdir, "stacks", id, asset.path);
  }
}

function stageApp(name: string): StageApp {
  const outdir = path.join(directory, name);
  mkdirSync(outdir);
  return new StageApp(outdir);
}

describe("StageApp", () => {
  it("forgets each stack that it has written, and names all of them in the manifest", () => {
    const app = stageApp("forgets");
    const seen: number[] = [];
    for (const [id, dependencies] of [
      ["one", []],
      ["two", ["one"]],
    ] as const) {
      app.write(() => {
        seen.push(app.node.children.length);
        return new Small(app, id);
      }, dependencies);
    }
    app.writeManifest(app.outdir);
    expect([...seen, app.node.children.length]).toEqual([0, 0, 0]);
    const read = (file: string): unknown => JSON.parse(readFileSync(path.join(app.outdir, file), "utf8"));
    expect(read("manifest.json")).toMatchObject({
      stacks: { one: { name: "one", dependencies: [] }, two: { name: "two", dependencies: ["one"] } },
    });
    expect(read("stacks/two/cdk.tf.json")).toMatchObject({ output: { id: { value: "${terraform_data.Data.id}" } } });
  });

  it("has the file of an asset on the disk once for all stacks", () => {
    const app = stageApp("links");
    const files: string[] = [];
    for (const id of ["one", "two", "three"]) {
      app.write(() => {
        const stack = new Small(app, id);
        files.push(stack.file);
        return stack;
      }, []);
    }
    expect(new Set(files.map((file) => statSync(file).ino)).size).toBe(1);
  });

  it("refuses a stack with the id of one that was written", () => {
    const app = stageApp("refuses");
    app.write(() => new Small(app, "one"), []);
    expect(() => app.write(() => new Small(app, "one"), [])).toThrow(/stack id "one" is taken/);
  });
});
