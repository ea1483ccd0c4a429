import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compareSyntheses } from "../../../../tools/second-engine/comparison";

const directory = mkdtempSync(join(tmpdir(), "smus-comparison-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const STACK = "dev/stacks/a-domain/cdk.tf.json";
const stack = (version: string, names: readonly string[]) => ({
  "//": { metadata: { version, stackName: "a-domain" } },
  resource: { aws_iam_role: { Role: { names } } },
});

function written(name: string, files: Readonly<Record<string, object>>): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name, file)), { recursive: true });
    writeFileSync(join(directory, name, file), JSON.stringify(content));
  }
  return join(directory, name);
}

const first = written("first", { [STACK]: stack("1", ["x"]), "dev/manifest.json": { version: "1", stacks: {} } });

test("accepts another version of the engine in stacks and manifests, and nothing else", () => {
  const same = written("same", { [STACK]: stack("2", ["x"]), "dev/manifest.json": { version: "2", stacks: {} } });
  expect(compareSyntheses(first, same)).toEqual({ files: 2, differences: [] });
});

test("names the file and the place of a difference", () => {
  const other = written("other", {
    [STACK]: stack("1", ["y"]),
    "dev/manifest.json": { version: "1", stacks: { b: {} } },
  });
  expect(compareSyntheses(first, other).differences).toEqual([
    "dev/manifest.json differs at /stacks/b",
    `${STACK} differs at /resource/aws_iam_role/Role/names/0`,
  ]);
});

test("names files that one engine has not written", () => {
  const fewer = written("fewer", { [STACK]: stack("1", ["x"]) });
  expect(compareSyntheses(first, fewer).differences).toEqual(["dev/manifest.json is missing"]);
  expect(compareSyntheses(fewer, first).differences).toEqual(["dev/manifest.json is extra"]);
});
