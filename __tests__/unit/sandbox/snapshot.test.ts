import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  packSnapshot,
  removeMemory,
  requireSnapshot,
  requireTarget,
  unpackSnapshot,
} from "../../../sandbox/launcher/snapshot";

let directory: string;
let work: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "smus-snapshot-"));
  work = join(directory, "work");
  put(work, "out/dev/stacks/a/cdk.tf.json", "{}");
  put(work, "work/runs/dev/a.log", "log");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function put(root: string, name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
const save = (memory: string): Promise<void> => {
  put(memory, "emulator.json", "{}");
  return Promise.resolve();
};
const target = (name: string): string => {
  mkdirSync(join(directory, name));
  return join(directory, name);
};

test.each(["world.tar", "deep/er/world.tar.gz"])("%s brings memory and stacks to another directory", async (name) => {
  const file = join(directory, name);
  await packSnapshot(work, file, ["dev"], save);
  expect(readdirSync(work).sort()).toEqual(["out", "work"]);
  expect(readdirSync(dirname(file)).filter((entry) => entry.includes("partial"))).toEqual([]);
  const other = join(directory, "not", "there", "yet");
  const memory = await unpackSnapshot(file, other);
  expect(readFileSync(join(memory, "emulator.json"), "utf8")).toBe("{}");
  expect(readFileSync(join(other, "out/dev/stacks/a/cdk.tf.json"), "utf8")).toBe("{}");
  removeMemory(other);
  expect(readdirSync(other).sort()).toEqual(["out", "work"]);
});

test("what could not be saved leaves no file behind, and an earlier one as it was", async () => {
  const file = join(directory, "world.tar");
  await packSnapshot(work, file, ["dev"], save);
  const before = readFileSync(file);
  await expect(packSnapshot(work, file, ["dev"], () => Promise.reject(new Error("no space")))).rejects.toThrow(
    "no space",
  );
  expect(readFileSync(file)).toEqual(before);
  expect(readdirSync(directory).sort()).toEqual(["work", "world.tar"]);
});

test("a directory that cannot be written is named, before anything is saved", async () => {
  put(directory, "file", "");
  const file = join(directory, "file/world.tar");
  const refusal = `the snapshot ${file} cannot be written: `;
  expect(() => requireTarget(file)).toThrow(refusal);
  const never = (): Promise<void> => Promise.reject(new Error("saved"));
  await expect(packSnapshot(work, file, [], never)).rejects.toThrow(refusal);
});

test("a stack whose provider is not on this machine is initialized again; others stay", async () => {
  const provider = ".terraform/providers/hashicorp/aws/5.100.0/linux_amd64";
  const mirror = target("mirror");
  for (const [stack, goal] of [
    ["here", mirror],
    ["elsewhere", join(directory, "gone")],
  ] as const) {
    put(work, `out/dev/stacks/${stack}/.terraform/smus-init.json`, "{}");
    const place = join(work, "out/dev/stacks", stack, provider);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(goal, place);
  }
  const file = join(directory, "world.tar");
  await packSnapshot(work, file, ["dev"], save);
  const other = target("other");
  await unpackSnapshot(file, other);
  const isInitialized = (stack: string): boolean => existsSync(join(other, "out/dev/stacks", stack, ".terraform"));
  expect([isInitialized("here"), isInitialized("elsewhere")]).toEqual([true, false]);
});

describe("refuses in one line", () => {
  test("a file that does not exist, and says how to make one", () => {
    expect(() => requireSnapshot(join(directory, "none.tar"))).toThrow(
      `there is no snapshot ${join(directory, "none.tar")}; make one: npm run sandbox -- --snapshot ${join(directory, "none.tar")}`,
    );
  });

  test("a file that is no archive", async () => {
    put(directory, "text.tar", "text");
    const file = join(directory, "text.tar");
    await expect(unpackSnapshot(file, target("other"))).rejects.toThrow(`${file} is no snapshot of a sandbox`);
  });

  test("an archive of something else", async () => {
    const file = join(directory, "else.tar");
    execFileSync("tar", ["-cf", file, "-C", work, "out"]);
    await expect(unpackSnapshot(file, target("other"))).rejects.toThrow(`${file} is no snapshot of a sandbox`);
  });

  test("a snapshot of another version", async () => {
    const file = join(directory, "old.tar");
    put(directory, "snapshot.json", JSON.stringify({ format: 0, made: "", stages: [] }));
    execFileSync("tar", ["-cf", file, "-C", directory, "snapshot.json"]);
    await expect(unpackSnapshot(file, target("other"))).rejects.toThrow("was made by another version of this project");
  });
});
