import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_AWS_PROVIDER } from "../../contracts/provider-versions";
import { parseTerraformLock } from "../../formats/terraform-lock";
import { applyStage, bootstrapStage, planStage, type RunOptions, type StageOutcome } from "../../runner";
import { terraformPlatform } from "../../runner/terraform";
import { describeWithTerraform, TerraformCli } from "../support/terraform/terraform-cli";
import { Workbench } from "../unit/runner/support/workbench";

const AWS = "registry.terraform.io/hashicorp/aws";
const HERE = terraformPlatform();
const OTHER = HERE === "linux_amd64" ? "darwin_arm64" : "linux_amd64";

/**
 * Real terraform and the real provider, behind programs that start it: terraform has versions and platforms to choose from, whose
 * checksums differ, and each of them works.
 */
describeWithTerraform("one lock file for all stages", () => {
  let bench: Workbench;
  let mirror: string;
  let provider: string;
  beforeAll(() => (provider = realProvider()));
  beforeEach(() => {
    bench = new Workbench("dev").stacks({ "fin-domain": [], "fin-sharing": [] }, "local").requiring("~> 5.100");
    bench.stacksOf("prod", { "prd-domain": [] }, "local").requiring("~> 5.100", "prod");
    mirror = join(bench.root, "mirror");
    publish("5.100.0", HERE);
    publish("5.100.0", OTHER);
  });
  afterEach(() => bench.dispose());

  function publish(version: string, platform: string, mark = `${version} ${platform}`): void {
    const directory = join(mirror, AWS, version, platform);
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `terraform-provider-aws_v${version}_x5`);
    writeFileSync(file, `#!/bin/sh\n# ${mark}\nexec '${provider}' "$@"\n`);
    chmodSync(file, 0o755);
  }

  function options(stage: string): RunOptions {
    const environment = { PATH: process.env.PATH, HOME: bench.root, TF_PLUGIN_MIRROR: mirror };
    return { ...bench.optionsOf(stage), environment };
  }
  const bootstrap = (stage: string, upgradeProviders = false) =>
    bootstrapStage({ ...options(stage), platforms: [OTHER], upgradeProviders });
  const kept = () => parseTerraformLock(readFileSync(bench.lockFile, "utf8")).get(AWS);
  const ofStack = (stage: string, stack: string): string =>
    readFileSync(join(bench.root, "out", stage, "stacks", stack, ".terraform.lock.hcl"), "utf8");
  const installed = (stage: string, stack: string, version: string): boolean =>
    existsSync(join(bench.root, "out", stage, "stacks", stack, ".terraform/providers", AWS, version, HERE));
  const statuses = ({ stacks }: StageOutcome): string[] => stacks.map(({ status }) => status);

  it("is made for both platforms, and read-only in plan and apply", async () => {
    expect(await bootstrap("dev")).toMatchObject({ exitCode: 0, failures: [] });
    expect(kept()).toMatchObject({ version: "5.100.0", platforms: [HERE, OTHER].sort() });
    expect(kept()?.hashes).toHaveLength(2);
    expect(statuses(await planStage(options("dev")))).toEqual(["changed", "changed"]);
    expect(statuses(await applyStage(options("dev")))).toEqual(["applied", "applied"]);
    expect(ofStack("dev", "fin-domain")).toBe(readFileSync(bench.lockFile, "utf8"));
  });

  it("gives a stage that is bootstrapped later the same version, though there is a newer one by then", async () => {
    await bootstrap("dev");
    publish("5.101.0", HERE);
    publish("5.101.0", OTHER);
    await bootstrap("prod");
    expect(statuses(await planStage(options("prod")))).toEqual(["changed"]);
    expect(["5.100.0", "5.101.0"].map((version) => installed("prod", "prd-domain", version))).toEqual([true, false]);
    expect(statuses(await applyStage(options("prod")))).toEqual(["applied"]);

    expect((await bootstrap("prod", true)).lockWritten).toContain("hashicorp/aws 5.101.0");
    expect(statuses(await planStage(options("dev")))).toEqual(["changed", "changed"]);
    expect(installed("dev", "fin-sharing", "5.101.0")).toBe(true);
  });

  it("refuses a stage that asks for another version than the other stages have", async () => {
    await bootstrap("dev");
    bench.requiring("~> 6.20", "prod");
    publish("6.20.1", HERE);
    const refusal = /holds hashicorp\/aws 5\.100\.0, and stage "prod" admits "~> 6\.20"/;
    await expect(bootstrap("prod")).rejects.toThrow(refusal);
    await expect(planStage(options("prod"))).rejects.toThrow(refusal);
    expect(statuses(await planStage(options("dev")))).toEqual(["changed", "changed"]);
  });

  it("refuses a package that is not the one of the checksums: the file, or the mirror, was changed", async () => {
    await bootstrap("dev");
    const text = readFileSync(bench.lockFile, "utf8");
    writeFileSync(bench.lockFile, text.replaceAll(/h1:./g, "h1:_"));
    const refusal =
      /hashicorp\/aws 5\.100\.0 \(mirror .*\) is not the package whose checksums .* holds .*--upgrade-providers/;
    await expect(planStage(options("dev"))).rejects.toThrow(refusal);
    writeFileSync(bench.lockFile, text);
    expect(statuses(await planStage(options("dev")))).toEqual(["changed", "changed"]);

    publish("5.100.0", HERE, "somebody else's");
    await expect(planStage({ ...options("dev"), outputDirectory: join(bench.root, "elsewhere") })).rejects.toThrow(
      refusal,
    );
  });

  it("refuses a package for this machine where it was made for others, listed or not", async () => {
    await bootstrap("dev");
    const text = readFileSync(bench.lockFile, "utf8");
    const elsewhere = join(bench.root, "alone.lock.hcl");
    await bootstrapStage({ ...options("dev"), platforms: [], lockFile: elsewhere });
    const [own = ""] = parseTerraformLock(readFileSync(elsewhere, "utf8")).get(AWS)?.hashes ?? [];
    const without = text
      .split("\n")
      .filter((line) => !line.includes(own))
      .join("\n");
    expect(without).not.toBe(text);
    writeFileSync(bench.lockFile, without.replace(/# platforms: .*/, `# platforms: ${OTHER}`));
    const refusal = new RegExp(`for ${OTHER}, and this machine is ${HERE}; add it to organization\\.platforms`);
    await expect(planStage(options("dev"))).rejects.toThrow(refusal);
    await bootstrap("dev");
    expect(statuses(await planStage(options("dev")))).toEqual(["changed", "changed"]);
    expect(kept()?.hashes).toHaveLength(2);
  });
});

/** Path of the provider that terraform installs on this machine. */
function realProvider(): string {
  const directory = mkdtempSync(join(tmpdir(), "smus-provider-"));
  const required = { aws: { source: "hashicorp/aws", version: DEFAULT_AWS_PROVIDER } };
  writeFileSync(join(directory, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
  new TerraformCli().run(directory, "init", "-no-color");
  const installed = join(directory, ".terraform/providers", AWS);
  const [version = ""] = readdirSync(installed);
  const place = join(installed, version, HERE);
  const name = readdirSync(place).find((file) => file.startsWith("terraform-provider-aws_v"));
  return realpathSync(join(place, name ?? "none"));
}
