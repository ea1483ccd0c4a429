import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isolatedEnvironment } from "../../../sandbox/launcher/client-environment";
import { expectEnd, programEnd, type ProgramEnd } from "../../support/life/programs";

const ROOT = resolve(__dirname, "../../..");

/** With the commands as people type them. Those that need real Terraform are in `__tests__/terraform/guards.test.ts`. */
describe("a stage that is not named, or not known", () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-stage-choice-"));
  const environments = join(directory, "environments");
  const stage = (id: string, domain: object): object => ({
    organization: { namePrefix: "isolated" },
    governanceAccount: "hub",
    accounts: { hub: { id } },
    domain,
  });
  const owner = { name: "isolated", region: "us-east-1" };

  beforeAll(() => {
    mkdirSync(environments);
    for (const [name, id, domain] of [
      ["north", "600000000001", owner],
      ["south", "600000000002", owner],
      ["late", "600000000001", { fromStage: "north" }],
    ] as const)
      writeFileSync(join(environments, `${name}.json`), JSON.stringify(stage(id, domain)));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const npm = (script: string, args: readonly string[], stageName?: string): ProgramEnd => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", script, "--", ...args], {
      cwd: ROOT,
      encoding: "utf8",
      env: {
        ...isolatedEnvironment(process.env),
        SMUS_ENVIRONMENTS_DIR: environments,
        CDKTF_OUTDIR: join(directory, "cdktf.out"),
        FORCE_COLOR: "0",
        ...(stageName === undefined ? {} : { TF_WORKSPACE: stageName }),
      },
    });
    return programEnd(status, stdout, stderr);
  };

  it.each(["plan", "apply --auto-approve", "bootstrap", "destroy --auto-approve"])(
    "npm run %s lists the stages",
    (command) => {
      const [script, ...args] = command.split(" ");
      const text = expectEnd(npm(script, args), 1);
      expect(text.trim()).toBe("which stage? set TF_WORKSPACE or pass --stage; stages: late, north, south");
    },
  );

  it("npm run synth lists the stages", () => {
    const text = expectEnd(npm("synth", []), 1);
    expect(text.trim()).toBe("TF_WORKSPACE is not set: it selects the stage. Stages: late, north, south");
  });

  it.each(["default", "nort"])("%s is refused", (name) => {
    expect(expectEnd(npm("plan", [], name), 1).trim()).toBe(`there is no stage "${name}"; stages: late, north, south`);
    expect(expectEnd(npm("synth", [], name), 1)).toContain(`no stage "${name}"`);
  });
});
