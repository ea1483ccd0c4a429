import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { saveInstallation, seedInstallation, type Session } from "../../../../runner/session";

const BLOCK = { required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100" } } };
const AWS = ".terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-installed-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A directory as `terraform init` leaves it: its provider is a link into a mirror, or a copy. */
function initialized(name: string, provider: "linked" | "copied"): string {
  const stack = join(directory, name);
  const place = join(stack, AWS);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(join(stack, ".terraform.lock.hcl"), "locked");
  const mirror = join(directory, "mirror");
  mkdirSync(mirror, { recursive: true });
  writeFileSync(join(mirror, "terraform-provider-aws_v5.100.0"), "700 MB");
  if (provider === "linked") symlinkSync(mirror, place);
  else {
    mkdirSync(place);
    writeFileSync(join(place, "terraform-provider-aws_v5.100.0"), "700 MB");
  }
  return stack;
}

const session = (usesRunningProviders: boolean): Session =>
  ({
    workDirectory: join(directory, "work"),
    providers: { mode: "mirror", description: "mirror /m", variables: {} },
    terraform: { usesRunningProviders },
  }) as unknown as Session;

function empty(name: string): string {
  mkdirSync(join(directory, name));
  return join(directory, name);
}

test("with running providers a new directory gets lock file and provider of an earlier one, as a link", () => {
  saveInstallation(session(true), initialized("first", "linked"), BLOCK);
  const second = empty("second");
  seedInstallation(session(true), second, BLOCK);
  expect(readFileSync(join(second, ".terraform.lock.hcl"), "utf8")).toBe("locked");
  expect(lstatSync(join(second, AWS)).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(second, AWS, "terraform-provider-aws_v5.100.0"), "utf8")).toBe("700 MB");
});

test("without running providers terraform installs them itself, and only the lock file comes along", () => {
  saveInstallation(session(false), initialized("first", "linked"), BLOCK);
  const second = empty("second");
  seedInstallation(session(false), second, BLOCK);
  expect(existsSync(join(second, ".terraform.lock.hcl"))).toBe(true);
  expect(existsSync(join(second, ".terraform"))).toBe(false);
});

test("a copied provider is not copied again", () => {
  saveInstallation(session(true), initialized("first", "copied"), BLOCK);
  const second = empty("second");
  seedInstallation(session(true), second, BLOCK);
  expect(existsSync(join(second, ".terraform"))).toBe(false);
});

test("other providers have a seed of their own, and what a directory has stays", () => {
  saveInstallation(session(true), initialized("first", "linked"), BLOCK);
  const other = empty("other");
  seedInstallation(session(true), other, { required_providers: {} });
  expect(existsSync(join(other, ".terraform.lock.hcl"))).toBe(false);
  const own = initialized("own", "copied");
  writeFileSync(join(own, ".terraform.lock.hcl"), "own");
  seedInstallation(session(true), own, BLOCK);
  expect(readFileSync(join(own, ".terraform.lock.hcl"), "utf8")).toBe("own");
  expect(lstatSync(join(own, AWS)).isSymbolicLink()).toBe(false);
});

test("a kept lock file replaces that of the directory, and each version of it has a seed of its own", () => {
  const keeping = (version: string): Session => {
    const provider = { version, hashes: [`h1:${version}=`] };
    const lock = new Map([["registry.terraform.io/hashicorp/aws", provider]]);
    return { ...session(true), lock: { file: "/e/.terraform.lock.hcl", lock } };
  };
  saveInstallation(keeping("5.100.0"), initialized("first", "linked"), BLOCK);
  const own = initialized("own", "copied");
  seedInstallation(keeping("5.100.0"), own, BLOCK);
  expect(readFileSync(join(own, ".terraform.lock.hcl"), "utf8")).toContain('"5.100.0"');
  const same = empty("same");
  seedInstallation(keeping("5.100.0"), same, BLOCK);
  expect(lstatSync(join(same, AWS)).isSymbolicLink()).toBe(true);
  const newer = empty("newer");
  seedInstallation(keeping("6.20.1"), newer, BLOCK);
  expect(readFileSync(join(newer, ".terraform.lock.hcl"), "utf8")).toContain('"6.20.1"');
  expect(existsSync(join(newer, ".terraform"))).toBe(false);
});
