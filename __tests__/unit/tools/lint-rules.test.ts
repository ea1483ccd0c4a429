import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");

/** Messages of `no-restricted-syntax`, as this project's configuration sets it for each file: without types, that is fast. */
const PROGRAM = `
  const { Linter } = require("eslint");
  const only = ({ "no-restricted-syntax": rule } = {}) => (rule === undefined ? {} : { "no-restricted-syntax": rule });
  const config = require("./eslint.config.js").map(({ rules, plugins, settings, ...entry }) => ({ ...entry, rules: only(rules) }));
  config.push({ languageOptions: { parserOptions: { projectService: false } } });
  const verify = ([file, code]) => new Linter({ cwd: process.cwd() }).verify(code, config, { filename: file });
  const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(cases.map((each) => verify(each).map(({ message }) => message))));
`;

function lint(...cases: readonly [file: string, code: string][]): string[][] {
  const options = { cwd: ROOT, input: JSON.stringify(cases), encoding: "utf8" } as const;
  return JSON.parse(execFileSync(process.execPath, ["-e", PROGRAM], options)) as string[][];
}

const MADE: readonly string[] = [
  "const made = new S3Client({});",
  'import * as s3 from "@aws-sdk/client-s3"; const made = new s3.S3Client({});',
  'import { S3Client as Storage } from "@aws-sdk/client-s3"; const made = new Storage({});',
  'async function f() { const { S3Client: Storage } = await import("@aws-sdk/client-s3"); return new Storage({}); }',
  'import { fromIni } from "@aws-sdk/credential-providers";',
  'async function f() { return (await import("@aws-sdk/credential-providers")).fromIni(); }',
];
const USED: readonly string[] = [
  'import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3"; export type A = S3Client;',
  'import type { S3Client } from "@aws-sdk/client-s3"; export type A = S3Client;',
  'async function f() { const { InvokeCommand } = await import("@aws-sdk/client-lambda"); return new InvokeCommand({}); }',
];

test("clients of AWS are made in aws/ and in the functions' own clients.ts only", () => {
  const everywhere = [
    "adoption/x.ts",
    "cli/commands/x.ts",
    "functions/control-plane/x.ts",
    "stacks/engine/x.ts",
    "sandbox/x.ts",
  ];
  for (const file of everywhere) {
    const found = lint(...MADE.map((code): [string, string] => [file, code]));
    expect(found.map((messages) => [file, messages.length > 0])).toEqual(MADE.map(() => [file, true]));
    expect(found[0]).toEqual(["take the client from aws/clients: retries, endpoint and credentials are decided there"]);
  }
  const allowed = ["aws/clients/x.ts", "functions/control-plane/clients.ts", "__tests__/unit/x.test.ts"];
  for (const file of allowed) expect(lint(...MADE.map((code): [string, string] => [file, code])).flat()).toEqual([]);
  expect(lint(...USED.map((code): [string, string] => ["runner/x.ts", code])).flat()).toEqual([]);
});

test("the engine is replaced in stacks/engine only", () => {
  const code = 'import { resolve } from "cdktf/lib/_tokens"; class Mine extends TerraformStack {}';
  const files = ["runner/x.ts", "aws/x.ts", "functions/control-plane/clients.ts", "stacks/engine/x.ts"];
  const found = lint(...files.map((file): [string, string] => [file, code]));
  expect(found.map(({ length }) => length)).toEqual([2, 2, 2, 0]);
});
