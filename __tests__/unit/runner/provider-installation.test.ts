import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  defaultMirrorSearch,
  findProviderMirror,
  holdsAwsProvider,
  prepareProviderInstallation,
  terraformPlatform,
  mirroredPlatforms,
  type MirrorSearch,
  type WantedProvider,
} from "../../../runner/terraform";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-mirror-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const NOWHERE: MirrorSearch = { candidates: [], parents: [] };
const only = (version: string): WantedProvider => ({ admits: (other) => other === version, description: version });
const providerPath = (mirror: string): string => join(directory, mirror, "registry.terraform.io/hashicorp/aws");

function makeMirror(name: string, version = "5.100.0", platform = terraformPlatform()): string {
  mkdirSync(join(providerPath(name), version, platform), { recursive: true });
  return join(directory, name);
}

describe("findProviderMirror", () => {
  test("finds a mirror one level below a parent directory", () => {
    const mirror = makeMirror("parent/plugins");
    expect(findProviderMirror({ candidates: [], parents: [join(directory, "parent"), "/does/not/exist"] })).toBe(
      mirror,
    );
  });

  test("prefers Terraform's implied directories", () => {
    makeMirror("parent/plugins");
    const implied = makeMirror("home/.terraform.d/plugins");
    const { candidates } = defaultMirrorSearch(join(directory, "home"));
    expect(findProviderMirror({ candidates, parents: [join(directory, "parent")] })).toBe(implied);
  });

  test.each([
    ["of another platform", "5.100.0", "plan9_mips"],
    ["that is too old", "5.99.1", terraformPlatform()],
    ["that is too new", "7.0.0", terraformPlatform()],
  ])("ignores a provider %s", (_, version, platform) => {
    expect(holdsAwsProvider(makeMirror("m", version, platform))).toBe(false);
  });

  test("takes no mirror without a version that is wanted, and goes on to the next", () => {
    makeMirror("parent/a", "5.100.0");
    const next = makeMirror("parent/b", "6.20.1");
    const search = { candidates: [], parents: [join(directory, "parent")] };
    expect(findProviderMirror(search, only("6.20.1"))).toBe(next);
    expect(findProviderMirror(search, only("6.21.0"))).toBeUndefined();
  });

  test("knows for which platforms a mirror holds a version, in both layouts", () => {
    const mirror = makeMirror("m", "5.100.0", "linux_amd64");
    makeMirror("m", "6.20.1", "linux_arm64");
    writeFileSync(join(providerPath("m"), "terraform-provider-aws_5.100.0_darwin_arm64.zip"), "");
    expect(mirroredPlatforms(mirror, "5.100.0").sort()).toEqual(["darwin_arm64", "linux_amd64"]);
    expect(mirroredPlatforms(mirror, "6.20.1")).toEqual(["linux_arm64"]);
    expect(mirroredPlatforms(mirror, "6.20.2")).toEqual([]);
  });

  test("accepts the packed layout", () => {
    mkdirSync(providerPath("packed"), { recursive: true });
    writeFileSync(join(providerPath("packed"), `terraform-provider-aws_6.25.0_${terraformPlatform()}.zip`), "");
    expect(holdsAwsProvider(join(directory, "packed"))).toBe(true);
  });
});

describe("prepareProviderInstallation", () => {
  const prepare = (environment: NodeJS.ProcessEnv, search: MirrorSearch = NOWHERE, wanted?: WantedProvider) =>
    prepareProviderInstallation({ HOME: directory, ...environment }, join(directory, "work"), search, wanted);

  test("writes a configuration for the mirror that TF_PLUGIN_MIRROR names", () => {
    const mirror = makeMirror("named");
    const { mode, variables } = prepare({ TF_PLUGIN_MIRROR: mirror });
    expect(mode).toBe("mirror");
    const text = readFileSync(variables.TF_CLI_CONFIG_FILE ?? "", "utf8");
    expect(text).toContain(`path    = "${mirror}"`);
    expect(text).toContain("direct {");
  });

  test("says how to fill a TF_PLUGIN_MIRROR that holds nothing", () => {
    expect(() => prepare({ TF_PLUGIN_MIRROR: "/nothing" })).toThrow("terraform providers mirror /nothing");
  });

  test("says what a TF_PLUGIN_MIRROR lacks", () => {
    const mirror = makeMirror("named");
    expect(() => prepare({ TF_PLUGIN_MIRROR: mirror }, NOWHERE, only("6.20.1"))).toThrow(
      `holds no registry.terraform.io/hashicorp/aws 6.20.1 for ${terraformPlatform()}`,
    );
  });

  test("knows its own configuration again where a sandbox has passed it on, and takes its mirror", () => {
    const mirror = makeMirror("named");
    const { variables } = prepare({ TF_PLUGIN_MIRROR: mirror });
    expect(prepare(variables)).toMatchObject({ mode: "mirror", mirror });
    expect(prepare(variables, NOWHERE, only("6.20.1")).mode).toBe("cache");
  });

  test("knows whether the user's configuration says where providers come from", () => {
    const file = join(directory, "my.tfrc");
    writeFileSync(file, "disable_checkpoint = true\n");
    expect(prepare({ TF_CLI_CONFIG_FILE: file }).routed).toBe(false);
    writeFileSync(file, 'provider_installation {\n  network_mirror {\n    url = "https://mirror/"\n  }\n}\n');
    expect(prepare({ TF_CLI_CONFIG_FILE: file }).routed).toBe(true);
  });

  test("leaves the user's own configuration alone", () => {
    const file = join(directory, "my.tfrc");
    writeFileSync(file, 'plugin_cache_dir   = "$HOME/.terraform.d/plugin-cache"\n');
    expect(prepare({ TF_CLI_CONFIG_FILE: file })).toMatchObject({ mode: "user", variables: {} });
    expect(readFileSync(file, "utf8")).toContain("plugin_cache_dir");
  });

  test("adds the one cache of all stacks where the user's configuration names none", () => {
    const file = join(directory, "my.tfrc");
    writeFileSync(file, "disable_checkpoint = true\n# plugin_cache_dir = 1\n");
    const { mode, variables } = prepare({ TF_CLI_CONFIG_FILE: file });
    expect(mode).toBe("user");
    expect(variables).toEqual({ TF_PLUGIN_CACHE_DIR: join(directory, "work", "plugin-cache") });
    expect(existsSync(join(directory, "work", "plugin-cache"))).toBe(true);
    expect(prepare({ TF_CLI_CONFIG_FILE: file, TF_PLUGIN_CACHE_DIR: "/mine" }).variables).toEqual({});
  });

  test("leaves a ~/.terraformrc alone", () => {
    writeFileSync(join(directory, ".terraformrc"), "");
    expect(prepare({}).mode).toBe("user");
  });

  test("ignores a TF_CLI_CONFIG_FILE that does not exist, and removes it", () => {
    const { mode, variables } = prepare({ TF_CLI_CONFIG_FILE: join(directory, "missing") });
    expect(mode).toBe("cache");
    expect(variables).toEqual({
      TF_CLI_CONFIG_FILE: undefined,
      TF_PLUGIN_CACHE_DIR: join(directory, "work", "plugin-cache"),
    });
  });

  test("keeps the user's plugin cache", () => {
    expect(prepare({ TF_PLUGIN_CACHE_DIR: join(directory, "mine") }).variables.TF_PLUGIN_CACHE_DIR).toBe(
      join(directory, "mine"),
    );
  });
});
