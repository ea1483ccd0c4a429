import {
  ListDomainUnitsForParentCommand,
  ListProjectProfilesCommand,
  ListProjectsCommand,
} from "@aws-sdk/client-datazone";
import { GetObjectCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stateBucketName } from "../../contracts/names";
import { Interruption } from "../../runner";
import {
  changesOf,
  describeLife,
  errorsOf,
  furnishedAccount,
  IDS,
  Life,
  REGION,
  smallOrganization,
} from "../support/life";

/**
 * What goes wrong while an organization comes into being, and how the next run goes on: killed processes, lost answers,
 * a throttling service, failed deployments, expired invitations. Every case ends recovered, or in one clear error and a
 * second run that completes; in no case does anything exist twice.
 *
 * One life in order: each layer comes into being under the faults that belong to it.
 */
describeLife("an organization that comes into being under faults", () => {
  const PARTNER = "500000000021";
  const { marketing: _, ...accounts } = smallOrganization().accounts;
  const fixed = { ...smallOrganization().profiles.fixed, target: { account: "finance" } };
  const organization = {
    ...smallOrganization(),
    accounts,
    pools: {},
    profiles: { fixed },
    grants: {},
    projects: { campaigns: smallOrganization().projects.campaigns },
  };
  const withPartner = {
    ...organization,
    accounts: { ...accounts, partner: furnishedAccount(PARTNER, { blueprints: { Tooling: {} } }) },
    sharing: { principals: "accounts" as const, invitedAccounts: ["partner"] },
  };
  let life: Life;

  const domainId = (): string => String(life.outputs("governance-domain").domainId);
  const governance = async () => (await life.clients(IDS.governance)).datazone;
  const unitNames = async (): Promise<string[]> => {
    const { domainId: domainIdentifier, rootDomainUnitId } = life.outputs("governance-domain");
    const parent = {
      domainIdentifier: String(domainIdentifier),
      parentDomainUnitIdentifier: String(rootDomainUnitId),
    };
    const { items = [] } = await (await governance()).send(new ListDomainUnitsForParentCommand(parent));
    return items.map((item) => item.name ?? "").sort();
  };
  /** Waits for a moment, strikes, and returns how the run ended; a run that ends before it fails. */
  const strikeWhen = async <T>(
    moment: () => Promise<boolean>,
    strike: () => void,
    run: () => Promise<T>,
  ): Promise<T> => {
    let struck = false;
    let ended = false;
    const outcome = run().finally(() => (ended = true));
    while (!ended && !struck) {
      struck = await moment();
      if (struck) strike();
      else await delay(50);
    }
    if (!struck) throw new Error(`ended before the strike: ${JSON.stringify(await outcome, undefined, 2)}`);
    return outcome;
  };
  /** The state of a stack as it lies in its bucket, while terraform is at work on it. */
  const storedState = async (account: string, key: string): Promise<string> => {
    const { s3 } = await life.clients(account);
    const object = { Bucket: stateBucketName("life", account, REGION), Key: `smus/main/${key}/terraform.tfstate` };
    return (await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()) ?? "";
  };
  const describeFixed = (description: string): void => {
    organization.profiles.fixed = { ...fixed, description };
    life.write({ main: organization });
  };

  beforeAll(async () => {
    life = await Life.begin({ main: withPartner }); // the emulator learns that the partner is outside
    life.write({ main: organization });
  });
  afterEach(() => life?.clearFaults());
  afterAll(() => life?.end());

  describe("bootstrap", () => {
    it("killed after a bucket was created, and with the local state lost, is finished by the next run", async () => {
      const { s3 } = await life.clients(IDS.finance);
      const Bucket = stateBucketName("life", IDS.finance, REGION);
      const exists = (): Promise<boolean> =>
        s3.send(new HeadBucketCommand({ Bucket })).then(
          () => true,
          () => false,
        );
      const interruption = new Interruption();
      const first = life.bootstrap({ interruption });
      while (!(await exists())) await delay(20);
      interruption.interrupt();
      interruption.kill();
      expect((await first).exitCode).toBe(1);
      rmSync(join(life.sandbox.workDirectory, "work", "bootstrap", "main", "finance"), { recursive: true });

      const { stateLayers } = await life.mustBootstrap();
      expect(stateLayers.find(({ stack }) => stack === "finance-state")?.step).toBe("import");
      const again = await life.mustBootstrap();
      expect(again.stateLayers.map(({ step, pending }) => ({ step, pending }))).toEqual(
        Array(2).fill({ step: "verify", pending: undefined }),
      );
      expect(again.workspacesCreated).toEqual([]);
    });
  });

  describe("apply", () => {
    it("interrupted (SIGINT) while a stack applies saves what was done, and the next run goes on", async () => {
      await life.mustApply({ stacks: ["finance-foundation", "governance-foundation"] });
      await life.inject({ mode: "delay", service: "datazone", operation: "CreateDomainUnit", ms: 2000 });
      const interruption = new Interruption();
      const begin = new Date();
      const stopped = await strikeWhen(
        async () => (await life.calls(begin, /^CreateDomain$/)).length > 0,
        () => interruption.interrupt(),
        () => life.apply({ stacks: ["governance-domain"], interruption }),
      );
      expect(stopped.exitCode).toBe(1);
      await life.clearFaults();
    });

    it("survives throttling, and a function that dies after its object was created: nothing exists twice", async () => {
      const creates = { service: "datazone", operation: "CreateDomainUnit" } as const;
      await life.inject(
        { mode: "kill", kind: "DomainUnit", key: "main/marketing", action: "create", afterCalls: 4 },
        { mode: "throttle", ...creates, times: 4 },
        { mode: "error-after-commit", service: "datazone", operation: "CreateGroupProfile" },
      );
      const begin = new Date();
      await life.apply({ stacks: ["governance-domain"] });
      await life.expectFaultsMet();
      await life.mustApply({ stacks: ["governance-domain"] });
      expect(await unitNames()).toEqual(["Finance", "Marketing"]);
      const created = (await life.calls(begin, /^CreateDomainUnit$/)).filter(({ status }) => status < 300);
      expect(created).toHaveLength(3);
      const since = new Date();
      await life.expectEmptyPlan({ stacks: ["governance-domain"] });
      expect(await life.calls(since, /^(Create|Update|Delete)/)).toEqual([]);
    });

    it("waits for an association that takes long; killed afterwards (SIGKILL) it leaves a lock", async () => {
      const slow = 40_000;
      const since = new Date();
      // While it applies, terraform saves a remote state when something is done and 20 s have passed since the last time; what
      // it has not saved is lost with it. So the proof takes longer than that, and the strike waits for the state that has it,
      // while the administrators, without whom nothing else begins, are still under way.
      const invoke = { mode: "delay", service: "lambda", operation: "Invoke", action: "create" } as const;
      await life.inject(
        { mode: "slow-association", ms: slow, times: 2 },
        { ...invoke, kind: "AssociationProof", ms: 21_000 },
        { ...invoke, kind: "DataLakeAdministrators", ms: 60_000 },
      );
      const interruption = new Interruption();
      const killed = await strikeWhen(
        async () => /"AssociationProof_[0-9A-F]{8}"/.test(await storedState(IDS.finance, "finance/association")),
        () => {
          interruption.interrupt();
          interruption.kill();
        },
        () => life.apply({ stacks: ["governance-sharing", "finance-association"], interruption }),
      );
      expect(killed.exitCode).toBe(1);
      await life.expectFaultsMet();
      const [shared] = await life.calls(since, /^AssociateResourceShare$/);
      const asked = await life.calls(since, /^ListEnvironmentBlueprintConfigurations$/);
      const seen = asked.find(({ status, account }) => account === IDS.finance && status < 300);
      expect(Date.parse(seen?.time ?? "") - Date.parse(shared.time)).toBeGreaterThanOrEqual(slow);
    });

    it("says who holds the lock and how to release it; released, it goes on", async () => {
      const outcome = await life.plan({ stacks: ["finance-association"] });
      const text = errorsOf(outcome).join("\n");
      expect(text).toMatch(/state lock/i);
      const id = /release it: .* force-unlock (\S+)/.exec(text)?.[1] ?? "no command to release it";
      life.terraform("finance-association", ["force-unlock", "-force", id]);
      await life.mustApply({ stacks: ["finance-association"] });
      await life.expectEmptyPlan({ stacks: ["finance-association"] });
    });
  });

  describe("a lost answer", () => {
    it("of a create settles without a second object", async () => {
      await life.inject({
        mode: "lost-response",
        service: "lambda",
        operation: "Invoke",
        kind: "ProjectProfile",
        action: "create",
      });
      const since = new Date();
      const first = await life.apply({ stacks: ["governance-profiles"] });
      await life.expectFaultsMet();
      if (first.exitCode !== 0) await life.mustApply({ stacks: ["governance-profiles"] });
      expect(await life.calls(since, /^CreateProjectProfile$/)).toHaveLength(1);
      const { items = [] } = await (
        await governance()
      ).send(new ListProjectProfilesCommand({ domainIdentifier: domainId() }));
      expect(items.map(({ name }) => name)).toEqual(["Fixed"]);
      await life.expectEmptyPlan({ stacks: ["governance-profiles"] });
    });

    it("of an update settles without a second write", async () => {
      describeFixed("Described while the answer was lost");
      await life.inject({
        mode: "lost-response",
        service: "lambda",
        operation: "Invoke",
        kind: "ProjectProfile",
        action: "update",
      });
      const since = new Date();
      const first = await life.apply({ stacks: ["governance-profiles"] });
      await life.expectFaultsMet();
      if (first.exitCode !== 0) await life.mustApply({ stacks: ["governance-profiles"] });
      expect(await life.calls(since, /^UpdateProjectProfile$/)).toHaveLength(1);
      await life.expectEmptyPlan({ stacks: ["governance-profiles"] });
    });
  });

  it("plans a failed update again, and the next apply succeeds", async () => {
    describeFixed("Described when the service refused");
    await life.inject({
      mode: "error-before",
      service: "datazone",
      operation: "UpdateProjectProfile",
      code: "ConflictException",
      status: 409,
      times: 99,
    });
    const refused = await life.apply({ stacks: ["governance-profiles"] });
    expect(refused.exitCode).toBe(1);
    expect(errorsOf(refused).join("\n")).toContain("ConflictException");
    await life.expectFaultsMet();
    await life.expectPlan({ "governance-profiles": ["update Profile_fixed"] }, { stacks: ["governance-profiles"] });
    await life.mustApply({ stacks: ["governance-profiles"] });
    await life.expectEmptyPlan({ stacks: ["governance-profiles"] });
  });

  it("reports a failed project deployment in one error with its reason; the next run completes", async () => {
    const reason = "Subnet subnet-0123456789abcdef0 has no free addresses";
    await life.inject({ mode: "project-deployment-failure", reason });
    const failed = await life.apply({ stacks: ["governance-projects"] });
    expect(failed.exitCode).toBe(1);
    expect(errorsOf(failed)).toHaveLength(1);
    expect(errorsOf(failed)[0]).toContain(reason);
    await life.expectFaultsMet();
    await life.mustApply({ stacks: ["governance-projects"] });
    await life.expectEmptyPlan({ stacks: ["governance-projects"] });
    const { items = [] } = await (await governance()).send(new ListProjectsCommand({ domainIdentifier: domainId() }));
    expect(items.map(({ name }) => name)).toEqual(["Campaigns"]);
  });

  describe("an account outside the organization", () => {
    it("that lets its invitation expire is refused in one error", async () => {
      life.write({ main: withPartner });
      await life.mustBootstrap();
      await life.mustApply({ stacks: ["partner-foundation", "governance-sharing", "governance-domain"] });
      await life.inject({ mode: "invitation-expired" });
      const outcome = await life.apply({ stacks: ["partner-association"] });
      expect(outcome.exitCode).toBe(1);
      expect(errorsOf(outcome)).toHaveLength(1);
      expect(errorsOf(outcome)[0]).toMatch(/invitation/i);
      await life.expectFaultsMet();
    });

    it("accepts the next one, which the operator sends by replacing its place in the share", async () => {
      const share = "governance-sharing";
      const address = life
        .terraform(share, ["state", "list"])
        .split("\n")
        .find((line) => line.includes("Principals_partner"));
      life.terraform(share, ["apply", "-auto-approve", "-input=false", `-replace=${address}`]);
      const outcome = await life.mustApply();
      expect(Object.keys(changesOf(outcome)).filter((stack) => !stack.startsWith("partner"))).toEqual([]);
    });
  });

  it("plans nothing at the end", () => life.expectEmptyPlan());

  it("made no request that the service would not understand", () => life.expectNoViolations());
});
