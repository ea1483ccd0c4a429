import { ListDomainUnitsForParentCommand } from "@aws-sdk/client-datazone";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { stateBucketName } from "../../../contracts/names";
import { Interruption } from "../../../runner";
import {
  describeLife,
  errorsOf,
  faultyBootstrapped,
  faultyOrganization,
  IDS,
  Life,
  REGION,
  strikeWhen,
} from "../../support/life";

/**
 * Faults while an organization comes into being, and how the next run goes on. Every case ends recovered, or in
 * one clear error and a second run that completes; in no case does anything exist twice. One life in order: each layer comes
 * into being under the faults that belong to it.
 */
describeLife("an apply under faults", () => {
  let life: Life;
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
  /** The state of a stack as it lies in its bucket, while terraform is at work on it. */
  const storedState = async (account: string, key: string): Promise<string> => {
    const { s3 } = await life.clients(account);
    const object = { Bucket: stateBucketName("life", account, REGION), Key: `smus/main/${key}/terraform.tfstate` };
    return (await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()) ?? "";
  };

  beforeAll(async () => {
    life = await Life.begin({ main: faultyOrganization() }, await faultyBootstrapped());
  });
  afterEach(() => life?.clearFaults());
  afterAll(() => life?.end());

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

  it("made no request that the service would not understand", () => life.expectNoViolations());
});
