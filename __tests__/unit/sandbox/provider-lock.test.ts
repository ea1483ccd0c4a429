import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Stage } from "../../../configuration";
import { formatTerraformLock } from "../../../formats/terraform-lock";
import { keptLockOf, lockFileOf, takeKeptLock } from "../../../sandbox/launcher/provider-lock";

let directory: string;
let said: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "smus-sandbox-lock-"));
  said = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const lock = (version: string): string =>
  formatTerraformLock(new Map([["registry.terraform.io/hashicorp/aws", { version, hashes: [`h1:${version}=`] }]]));
const keep = (version: string): void => writeFileSync(join(directory, ".terraform.lock.hcl"), lock(version));
const stages = (version?: string): Stage[] => {
  const organization = version === undefined ? {} : { awsProvider: { version } };
  return [{ environment: { organization } } as unknown as Stage];
};
const take = (version?: string): string | undefined => {
  takeKeptLock(directory, keptLockOf(directory), stages(version), (line) => said.push(line));
  const file = lockFileOf(directory);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
};

test("the sandbox works with a copy of the lock file beside the stage files", () => {
  keep("5.100.0");
  expect(take()).toBe(lock("5.100.0"));
  expect(lockFileOf(directory)).not.toBe(join(directory, ".terraform.lock.hcl"));
  expect(said).toEqual([]);
});

test("without one it makes its own, and keeps that", () => {
  expect(take()).toBeUndefined();
  mkdirSync(dirname(lockFileOf(directory)), { recursive: true });
  writeFileSync(lockFileOf(directory), lock("5.100.0"));
  expect(take()).toBe(lock("5.100.0"));
});

test("chooses by itself where the configuration admits another version now, and says so", () => {
  keep("5.100.0");
  take();
  expect(take("~> 6.20")).toBeUndefined();
  expect(said).toEqual([
    expect.stringMatching(/holds hashicorp\/aws 5\.100\.0, which "~> 6\.20" does not admit; the sandbox/),
  ]);
  expect(keptLockOf(directory)?.lock.size).toBe(1);
});

test("a broken one is an error of one line", () => {
  writeFileSync(join(directory, ".terraform.lock.hcl"), "<<<<<<<");
  expect(() => keptLockOf(directory)).toThrow("is no lock file of Terraform: line 1");
});
