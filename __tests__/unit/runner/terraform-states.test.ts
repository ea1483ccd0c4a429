import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RunnerError } from "../../../runner/errors";
import { readStateObject, readStateOfStage, type OpenStateStore } from "../../../runner/state-store";

const directory = mkdtempSync(join(tmpdir(), "smus-states-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A bucket with these objects. */
const open =
  (objects: Readonly<Record<string, string>>): OpenStateStore =>
  () =>
    ({ read: (key: string) => Promise.resolve(objects[key]) }) as ReturnType<OpenStateStore>;
const s3 = {
  kind: "s3" as const,
  bucket: "b",
  key: "fin/domain/terraform.tfstate",
  region: "r",
  workspacePrefix: "smus",
};
const local = {
  kind: "local" as const,
  path: join(directory, "fin/domain/terraform.tfstate"),
  workspaceDirectory: join(directory, "fin/domain/workspaces"),
};
const state = JSON.stringify({ version: 4, outputs: { a: { value: 1, type: "number" } } });

test("the state of a stage is found in the bucket and on disk, and none where there is none", async () => {
  const bucket = open({
    "smus/dev/fin/domain/terraform.tfstate": state,
    "smus/empty/fin/domain/terraform.tfstate": "",
  });
  const file = join(local.workspaceDirectory, "dev", "terraform.tfstate");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, state);
  for (const backend of [s3, local]) {
    expect(await readStateOfStage(backend, "dev", bucket)).toEqual({ outputs: { a: 1 }, resources: [] });
    expect(await readStateOfStage(backend, "prod", bucket)).toBeUndefined();
  }
  expect(await readStateOfStage(s3, "empty", bucket)).toBeUndefined();
});

test("a state that cannot be read is an error of one line with its place", async () => {
  const store = open({ "a/terraform.tfstate": "{", "b/terraform.tfstate": '{"version": 3}' })(s3);
  const failure = (key: string) => readStateObject(store, key).then(fail, (error: unknown) => error);
  expect(await failure("a/terraform.tfstate")).toBeInstanceOf(RunnerError);
  expect(String(await failure("a/terraform.tfstate"))).toMatch(
    /^RunnerError: state a\/terraform\.tfstate cannot be read: not JSON: .* \(docs\/runbooks\/lost-state\.md\)$/,
  );
  expect(String(await failure("b/terraform.tfstate"))).toContain("got version 3");
});

function fail(): never {
  throw new Error("was read");
}
