import {
  findLocked,
  formatTerraformLock,
  lockTextFor,
  parseTerraformLock,
  requirementsOf,
  TerraformLockError,
} from "../../../../formats/terraform-lock";

/** Written by Terraform 1.11.4. */
const TERRAFORMS = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "6.20.1"
  constraints = "~> 6.20"
  hashes = [
    "h1:hjjWwg+0KqkoPyodwoZ2jjA8xvNVl9COKjcvHionVXc=",
    "zh:qIsund3H00Z5zvxUNFMUv68Bd2+wb1ZJzZmEFpuxqrg=",
  ]
}

provider "registry.terraform.io/hashicorp/tfe" {
  version = "0.71.0"
  hashes = [
    "h1:aaa=",
  ]
}
`;
const AWS = "registry.terraform.io/hashicorp/aws";
const block = (source: string) => ({ required_providers: { x: { source, version: "~> 1.0" } } });

test("reads what Terraform writes; whose checksums they are is not known", () => {
  const lock = parseTerraformLock(TERRAFORMS);
  expect([...lock.keys()]).toEqual([AWS, "registry.terraform.io/hashicorp/tfe"]);
  expect(lock.get(AWS)).toEqual({
    version: "6.20.1",
    constraints: "~> 6.20",
    hashes: ["h1:hjjWwg+0KqkoPyodwoZ2jjA8xvNVl9COKjcvHionVXc=", "zh:qIsund3H00Z5zvxUNFMUv68Bd2+wb1ZJzZmEFpuxqrg="],
  });
});

test("reads on Windows, too", () => {
  expect(parseTerraformLock(TERRAFORMS.replaceAll("\n", "\r\n"))).toEqual(parseTerraformLock(TERRAFORMS));
});

test("remembers platforms, and writes the same text for the same content in any order", () => {
  const [[address, aws], tfe] = [...parseTerraformLock(TERRAFORMS)];
  const known = { ...aws, platforms: ["linux_amd64", "darwin_arm64"] };
  const text = formatTerraformLock(new Map([tfe, [address, known]]));
  expect(parseTerraformLock(text).get(AWS)?.platforms).toEqual(["darwin_arm64", "linux_amd64"]);
  const reversed = { ...known, hashes: aws.hashes.toReversed(), platforms: ["darwin_arm64", "linux_amd64"] };
  expect(formatTerraformLock(new Map([[address, reversed], tfe]))).toBe(text);
  expect(formatTerraformLock(parseTerraformLock(text))).toBe(text);
});

test.each([
  ["a merge conflict", TERRAFORMS.replace('  version     = "6', '<<<<<<< HEAD\n  version     = "6'), "line 5 is none"],
  ["half a file", TERRAFORMS.slice(0, TERRAFORMS.indexOf("  hashes")), "it ends within provider"],
  ["a provider twice", TERRAFORMS + TERRAFORMS, "repeats provider"],
  ["no checksums", TERRAFORMS.replaceAll(/^ {4}".*\n/gm, ""), "no version or no checksums"],
  ["no version", TERRAFORMS.replace(/^ {2}version.*\n/m, ""), "no version or no checksums"],
  ["something else", "hello", "line 1 is none that Terraform writes: hello"],
  ["another argument", TERRAFORMS.replace("constraints", "constraint"), "line 6 is none"],
])("refuses %s", (_, text, message) => {
  expect(() => parseTerraformLock(text)).toThrow(TerraformLockError);
  expect(() => parseTerraformLock(text)).toThrow(message);
});

test("a stack's lock file holds its own providers only, which a read-only one must", () => {
  const lock = parseTerraformLock(TERRAFORMS);
  expect([...parseTerraformLock(lockTextFor(lock, block("hashicorp/aws"))).keys()]).toEqual([AWS]);
  expect([...parseTerraformLock(lockTextFor(lock, block("hashicorp/other"))).keys()]).toEqual([]);
  expect([...parseTerraformLock(lockTextFor(lock, {})).keys()]).toEqual([]);
});

test("finds a provider by its source, with the registry's name or without, and no other of the same type", () => {
  const lock = parseTerraformLock(TERRAFORMS);
  expect(findLocked(lock, "hashicorp/aws")?.address).toBe(AWS);
  expect(findLocked(lock, AWS)?.address).toBe(AWS);
  expect(findLocked(lock, "corp/aws")).toBeUndefined();
});

test("collects what stacks ask for, each constraint once", () => {
  const one = { required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100" } } };
  const other = { required_providers: { aws: { source: "hashicorp/aws", version: "~> 6.0" }, tfe: {} } };
  expect(requirementsOf([one, other, one, {}, undefined])).toEqual([
    { source: "hashicorp/aws", constraints: ["~> 5.100", "~> 6.0"] },
    { source: "hashicorp/tfe", constraints: [] },
  ]);
});
