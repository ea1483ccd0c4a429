import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NotBootstrappedError } from "../../runner";
import type { EnvironmentInput } from "../../configuration";
import { asRoot } from "../../sandbox/launcher/root-user";
import { emulatorUrl } from "../../sandbox/launcher/services";
import { describeLife, expectEnd, furnishedAccount, LAKEHOUSE, Life, Programs, REGION } from "../support/life";

/**
 * Guards against applying the wrong stage or to the wrong account, with the commands as people type them:
 * `npm run ...`, `npx cdktf ...`, and `terraform` itself.
 *
 * The organization has one domain per stage (`north`, `south`), and its governance account hosts the projects: an
 * association without a share. A third stage, `late`, joins `north` and is never bootstrapped.
 */
describeLife("one domain per stage, and the guards of a stage", () => {
  const isolated = (id: string): EnvironmentInput => ({
    organization: { namePrefix: "isolated" },
    protection: "none",
    governanceAccount: "hub",
    accounts: { hub: furnishedAccount(id, { blueprints: { Tooling: {}, DataLake: {} } }) },
    domain: {
      name: "isolated",
      region: REGION,
      groups: { analysts: { rolePrincipalArn: `arn:aws:iam::${id}:role/analysts` } },
      grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { group: "analysts" } } },
    },
    profiles: { lakehouse: { name: "Lakehouse", target: { account: "hub" }, configurations: LAKEHOUSE } },
    projects: {
      reports: {
        name: "Reports",
        profile: "lakehouse",
        members: { analysts: { group: "analysts", designation: "PROJECT_CONTRIBUTOR" } },
      },
    },
  });
  const stages = {
    north: isolated("600000000001"),
    south: isolated("600000000002"),
    late: {
      ...isolated("600000000001"),
      accounts: { latecomer: furnishedAccount("600000000003", { blueprints: { Tooling: {}, DataLake: {} } }) },
      domain: { fromStage: "north" },
      profiles: { lakehouse: { name: "Late lakehouse", target: { account: "latecomer" }, configurations: LAKEHOUSE } },
      projects: {},
    },
  };
  let life: Life;
  let programs: Programs;

  beforeAll(async () => {
    life = await Life.begin(stages);
    programs = new Programs(life);
  });
  afterAll(() => life?.end());

  it("npx cdktf synth lists the stages where none is named", () => {
    expect(expectEnd(programs.cdktf(["synth"]), 1)).toContain("Stages: late, north, south");
  });

  describe("a stage that was never bootstrapped", () => {
    it("is refused by plan and apply in one line that says what to run", async () => {
      const line = /^stage "north" was not bootstrapped \(.*\); run: npm run bootstrap -- --stage north$/;
      expect(
        expectEnd(programs.npm("plan", ["--stage", "north"]), 1)
          .trim()
          .split("\n")
          .at(-1),
      ).toMatch(line);
      await expect(life.apply({ stage: "north" })).rejects.toThrow(NotBootstrappedError);
    });

    it("is refused by bootstrap while the stage that owns its domain is not", () => {
      const text = expectEnd(programs.npm("bootstrap", ["--stage", "late"]), 1);
      expect(text).toMatch(/north/);
      expect(text).toMatch(/npm run bootstrap -- --stage north/);
    });
  });

  describe("the life of a stage with the commands that people type", () => {
    it("npm run bootstrap", () => {
      expect(expectEnd(programs.npm("bootstrap", [], "north"), 0)).toMatch(/north: bootstrapped: 1 state buckets/);
      expect(expectEnd(programs.npm("bootstrap", ["--stage", "south"]), 0)).toMatch(/south: bootstrapped/);
    });

    it("npx cdktf deploy, where the governance account hosts the projects itself", () => {
      expectEnd(programs.cdktf(["deploy", "*", "--auto-approve"], "north"), 0);
    });

    it("npm run plan finds nothing to do, and so does npx cdktf plan", () => {
      expect(expectEnd(programs.npm("plan", [], "north"), 0)).toMatch(/north: no changes/);
      expect(expectEnd(programs.cdktf(["plan", "hub-profiles"], "north"), 0)).toMatch(/No changes/);
    });

    it("npx cdktf output shows what a stack publishes, and npx cdktf destroy takes away what it holds", () => {
      const id = /projectIds = \{\s*"reports": "([a-z0-9]+)"/;
      expect(expectEnd(programs.cdktf(["output", "hub-projects"], "north"), 0)).toMatch(id);
      expectEnd(programs.cdktf(["destroy", "hub-projects", "--auto-approve"], "north"), 0);
      expect(expectEnd(programs.cdktf(["output", "hub-projects"], "north"), 0)).not.toMatch(id);
    });
  });

  describe("the guard in every stack", () => {
    const planInSouth = (): string => {
      const { exitCode, text } = programs.terraform("hub-foundation", ["plan", "-input=false"], "south");
      expect(exitCode).not.toBe(0);
      return text.replace(/\s*\n│?\s*/g, " ");
    };

    it("is not even reached with the workspace of another stage, whose state the deploy role may not touch", () => {
      expect(planInSouth()).toMatch(/not authorized to perform: s3:PutObject on resource: \S+\/smus\/south\/hub\//);
    });

    it("refuses that workspace, and names both, where the role may do everything", async () => {
      const administrate = (Action: string) => {
        const policy = { RoleName: "smus-deploy", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
        const query = new URLSearchParams({ Action, Version: "2010-05-08", ...policy }).toString();
        return asRoot(emulatorUrl(life.sandbox.addresses), "600000000001", REGION)("iam", { query });
      };
      await administrate("AttachRolePolicy");
      const text = planInSouth();
      await administrate("DetachRolePolicy");
      expect(text).toMatch(/synthesized for stage north, but the workspace is south/);
    });

    it("refuses an account that is not the configured one", () => {
      const wrong = join(life.directory, "wrong-account");
      cpSync(programs.stackDirectory("hub-foundation"), wrong, { recursive: true });
      const file = join(wrong, "cdk.tf.json");
      const stack = JSON.parse(readFileSync(file, "utf8")) as {
        provider: { aws: { assume_role: { role_arn: string }[] }[] };
      };
      const [role] = stack.provider.aws[0].assume_role;
      role.role_arn = role.role_arn.replace("600000000001", "600000000002"); // the role's trust lands elsewhere
      writeFileSync(file, JSON.stringify(stack));
      const { exitCode, text } = programs.terraform("hub-foundation", ["plan", "-input=false"], "north", wrong);
      expect(exitCode).not.toBe(0);
      expect(text).toMatch(/AWS account ID not allowed: 600000000002/);
    });

    it("refuses a stage that was never bootstrapped, whoever plans it", () => {
      expectEnd(programs.cdktf(["synth"], "late"), 0);
      expectEnd(programs.terraform("hub-profiles", ["init", "-input=false", "-reconfigure"], undefined), 0);
      const { exitCode, text } = programs.terraform("hub-profiles", ["plan", "-input=false"], "late");
      expect(exitCode).not.toBe(0);
      expect(text.replace(/\s*\n│?\s*/g, " ")).toMatch(
        /Stage late was never bootstrapped\. Run: npm run bootstrap -- --stage late/,
      );
    });
  });

  it("destroys nothing while the bucket holds a state that the role may not read", async () => {
    const stray = "smus/south/hub/foundation/terraform.tfstate"; // of the plan in the wrong workspace
    const text = expectEnd(programs.npm("destroy", ["--stage", "north", "--with-state", "--auto-approve"]), 1);
    expect(text).toContain(`the bucket holds ${stray}, a state that the role of stage north may not read`);
    const { s3 } = await life.clients("600000000001");
    await s3.send(new DeleteObjectCommand({ Bucket: `isolated-tfstate-600000000001-${REGION}`, Key: stray }));
  });

  it("destroys the stage and its state; the other stage stays bootstrapped", async () => {
    expectEnd(programs.npm("destroy", ["--stage", "north", "--with-state", "--auto-approve"]), 0);
    const { unexpected } = await life.leftovers();
    expect(unexpected.filter((line) => !line.includes("600000000002"))).toEqual([]);
    expect(unexpected.filter((line) => line.includes("600000000002"))).not.toEqual([]);
  });

  it("made no request that the service would not understand", () => life.expectNoViolations());
});
