import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { policiesCommand } from "../../../../cli/commands/policies";
import type { PolicyDocument } from "../../../../deploy-role/documents";

const MINIMAL = join(resolve(__dirname, "../../../.."), "environments/samples/minimal");

async function run(...argv: string[]): Promise<Record<string, Record<string, PolicyDocument[]>>> {
  const lines: string[] = [];
  const frame = { argv, environment: {}, print: (line: string) => void lines.push(line) };
  await policiesCommand.run(frame as unknown as Parameters<typeof policiesCommand.run>[0]);
  return JSON.parse(lines.join("\n")) as Record<string, Record<string, PolicyDocument[]>>;
}

const actionsOf = (documents: readonly PolicyDocument[]) =>
  documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));

describe("smus policies", () => {
  it("prints the policy that adoption reads with, without stage files", async () => {
    const printed = await run("--access", "adopt", "--region", "eu-west-1");
    expect(Object.keys(printed)).toEqual(["governance", "member"]);
    expect(actionsOf(printed["governance"]["adopt"])).toContain("datazone:GetDomain");
    expect(actionsOf(printed["member"]["adopt"])).toContain("datazone:ListEnvironmentBlueprintConfigurations");
    expect(JSON.stringify(printed)).toContain("arn:aws:datazone:eu-west-1:*:domain/*");
  });

  it("prints a plan role's policy that is a part of the deploy role's", async () => {
    const printed = await Promise.all(
      ["plan", "deploy"].map((access) => run("--access", access, "--environments", MINIMAL)),
    );
    const [plan, deploy] = printed.map((documents) =>
      Object.values(documents).flatMap((layers) => Object.values(layers).flat()),
    );
    expect(actionsOf(deploy)).toEqual(expect.arrayContaining(actionsOf(plan)));
    expect(actionsOf(plan)).not.toContain("s3:PutObject");
  });

  it("prints accounts apart that stages give the same key", async () => {
    const directory = mkdtempSync(join(tmpdir(), "smus-policies-"));
    const stage = (id: string) => ({
      organization: { namePrefix: "isolated" },
      governanceAccount: "hub",
      accounts: { hub: { id } },
      domain: { name: "isolated", region: "us-east-1" },
    });
    for (const [name, id] of [
      ["north", "600000000001"],
      ["south", "600000000002"],
    ])
      writeFileSync(join(directory, `${name}.json`), JSON.stringify(stage(id)));
    const printed = await run("--environments", directory);
    expect(Object.keys(printed)).toEqual(["hub (600000000001)", "hub (600000000002)"]);
    for (const id of ["600000000001", "600000000002"]) {
      const buckets = JSON.stringify(printed[`hub (${id})`]).match(/isolated-tfstate-\d{12}/g);
      expect(new Set(buckets)).toEqual(new Set([`isolated-tfstate-${id}`]));
    }
    expect(Object.keys(await run("--environments", directory, "--stage", "north"))).toEqual(["hub"]);
  });

  it.each([
    [["--access", "write"], '--access: got "write"; allowed: deploy, plan, adopt'],
    [["--access", "adopt", "--stage", "dev"], "--stage means nothing with --access adopt; leave it out"],
    [["--access", "adopt", "--environments", "x"], "--environments means nothing with --access adopt; leave it out"],
    [["--region", "eu-west-1"], "--region means nothing with --access deploy; leave it out"],
    [["--access", "adopt", "--region", "europe"], '--region: got "europe"; allowed: an AWS Region such as "us-east-1"'],
  ])("refuses %j in one line", async (argv, message) => {
    await expect(run(...argv)).rejects.toThrow(message);
  });
});
