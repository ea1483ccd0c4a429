import { awsError, FakeService, unit } from "../support/fake-service";
import { TerraformPair } from "../support/terraform";

const KEY = "dev/finance";

/** A service with one object that Terraform made. */
async function applied(options: ConstructorParameters<typeof FakeService>[0] = {}) {
  const service = new FakeService(options);
  const pair = new TerraformPair(service.invoke);
  await pair.apply(unit());
  return { service, pair };
}

describe("read", () => {
  it("answers every member, and asks nobody, before the first write", async () => {
    const service = new FakeService();
    const answer = await new TerraformPair(service.invoke).read(unit());

    expect(answer).toEqual({
      inSync: false,
      ticket: "",
      reason: "does not exist",
      condition: "absent",
      id: null,
      attributes: null,
      differences: [],
      replace: false,
      incarnation: "first",
    });
    expect(service.calls).toEqual(["ledger.get"]);
  });

  it("answers the ledger's ticket and reason while in sync", async () => {
    const { pair } = await applied();

    expect(await pair.read(unit())).toEqual({
      inSync: true,
      ticket: "plan-1",
      reason: "does not exist",
      condition: "present",
      id: "unit-1",
      attributes: {},
      differences: [],
      replace: false,
      incarnation: "first",
    });
  });

  it("keeps the id known and names the difference when a property changed", async () => {
    const { pair } = await applied();

    expect(await pair.read(unit({ description: "d" }))).toMatchObject({
      inSync: false,
      id: "unit-1",
      reason: 'description: null -> "d"',
      differences: [{ path: "description", live: null, desired: "d" }],
      incarnation: "first",
    });
  });

  it("plans a replacement with one stable new incarnation when the object vanished", async () => {
    const { service, pair } = await applied();
    service.objects.clear();
    const [one, two] = [await pair.read(unit()), await pair.read(unit())];

    expect(one).toMatchObject({ inSync: false, replace: true, id: null, reason: "does not exist: replaced" });
    expect(one.incarnation).not.toBe("first");
    expect(two).toEqual(one);
    expect(await pair.apply(unit())).toBe("replace");
    expect(await pair.read(unit())).toMatchObject({ inSync: true, incarnation: one.incarnation });
  });

  it("plans the replacement again after its deletion failed", async () => {
    const { service, pair } = await applied();
    const moved = unit({ parentDomainUnitId: "other" });
    service.cut = { at: 4, mode: "error", committed: false };
    await expect(pair.apply(moved)).rejects.toThrow("delete DomainUnit");
    service.cut = undefined;

    expect(await pair.apply(moved)).toBe("replace");
    expect([...service.objects.values()]).toMatchObject([{ parent: "other" }]);
  });

  it("says that an earlier try was interrupted", async () => {
    const { service, pair } = await applied();
    service.cut = { at: 3, mode: "kill", committed: true };
    await pair.apply(unit({ description: "d" })).catch(() => undefined);
    service.cut = undefined;

    expect(await pair.read(unit({ description: "d" }))).toMatchObject({
      inSync: false,
      id: "unit-1",
      reason: expect.stringMatching(/^an earlier try was interrupted/) as string,
    });
  });

  it("compares what the service does not return by fingerprint", async () => {
    const { service, pair } = await applied({ hidden: true });
    expect((await pair.read(unit())).inSync).toBe(true);
    service.secret = "changed";

    expect(await pair.read(unit())).toMatchObject({
      inSync: false,
      reason: 'secret: "not as last written" -> "as configured"',
    });
  });
});

describe("apply", () => {
  it("writes nothing when the same request comes again", async () => {
    const { service, pair } = await applied();
    const { input } = await pair.plan(unit());
    service.calls.length = 0;
    await service.invoke({ ...input, tf: { action: "update", prev_input: input } }, "write");

    expect(service.calls).toEqual(["ledger.get", "get"]);
  });

  it("settles a lost answer without a second write", async () => {
    const service = new FakeService();
    const lost = new TerraformPair(async (event, qualifier) => {
      const answer = await service.invoke(event, qualifier);
      if (qualifier === "write") throw new Error("the answer got lost");
      return answer;
    });
    await expect(lost.apply(unit())).rejects.toThrow("lost");
    service.calls.length = 0;
    const pair = new TerraformPair(service.invoke);
    await pair.apply(unit());

    expect(service.calls.filter((call) => /create|update|put/.test(call))).toEqual([]);
    expect(pair.result?.id).toBe("unit-1");
  });

  it("puts the intent into the ledger before the service hears of it", async () => {
    const { service } = await applied();
    expect(service.calls.indexOf("ledger.put")).toBeLessThan(service.calls.indexOf("create"));
  });

  it("refuses a name that somebody else has, and forgets its intent", async () => {
    const service = new FakeService();
    service.plant(unit().properties);

    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toMatchObject({
      name: "CONFLICT",
      message:
        '[CONFLICT] create DomainUnit "dev/finance": DomainUnit "Finance" exists already as "unit-1" and is not ours; fix: choose another name, delete it, or take it over with adoptId "unit-1" (destroying it is then ours too)',
    });
    expect(service.entry(KEY)).toBeUndefined();
  });

  it("adopts what adoptId names, updates it, and deletes it on destroy", async () => {
    const service = new FakeService();
    const id = service.plant(unit({ name: "Old name" }).properties);
    const pair = new TerraformPair(service.invoke);
    expect(await pair.read({ ...unit(), adoptId: id })).toMatchObject({
      id,
      reason: 'adopts unit-1 and changes name: "Old name" -> "Finance"',
    });
    await pair.apply({ ...unit(), adoptId: id });
    expect(service.objects.get(id)?.name).toBe("Finance");
    await pair.destroy();

    expect(service.objects.size).toBe(0);
  });

  it("adopts an object with the configured content without a write to it, and plans nothing afterwards", async () => {
    const service = new FakeService();
    const id = service.plant(unit().properties);
    const pair = new TerraformPair(service.invoke);
    const adopted = { ...unit(), adoptId: id };
    expect(await pair.read(adopted)).toMatchObject({ id, inSync: false, reason: `adopts ${id} as it is` });
    await pair.apply(adopted);

    expect(service.entry(KEY)).toMatchObject({ id, status: "done", reason: `adopts ${id} as it is` });
    expect(service.calls.filter((call) => /create|update|delete/i.test(call))).toEqual([]);
    expect(await pair.apply(adopted)).toBe("none");
  });

  it.each([
    ["does not exist", "unit-9", {}, "which does not exist"],
    [
      "differs in what cannot be changed",
      "unit-1",
      { parentDomainUnitId: "other" },
      "differs in parentDomainUnitId, which cannot be changed",
    ],
  ])("does not adopt what %s", async (_what, adoptId, overrides, message) => {
    const service = new FakeService();
    service.plant(unit().properties);

    await expect(new TerraformPair(service.invoke).apply({ ...unit(overrides), adoptId })).rejects.toThrow(
      `[ADOPTION_FAILED] create DomainUnit "dev/finance": `,
    );
    await expect(new TerraformPair(service.invoke).apply({ ...unit(overrides), adoptId })).rejects.toThrow(message);
  });

  it("reports a failed deployment and repairs it by the next apply", async () => {
    const service = new FakeService();
    const pair = new TerraformPair(service.invoke);
    service.nextPhase = "failed";
    await expect(pair.apply(unit())).rejects.toThrow(
      '[DEPLOYMENT_FAILED] create DomainUnit "dev/finance": "unit-1" ended as failed; fix: ',
    );
    expect(service.entry(KEY)).toMatchObject({ status: "pending", id: "unit-1" });
    await pair.apply(unit());

    expect([...service.objects.keys()]).toEqual(["unit-1"]);
    expect(await pair.apply(unit())).toBe("none");
  });

  it("deletes and creates again what never came to life", async () => {
    const service = new FakeService();
    const pair = new TerraformPair(service.invoke);
    service.nextPhase = "broken";
    await expect(pair.apply(unit())).rejects.toThrow("[DEPLOYMENT_FAILED]");
    service.nextPhase = "ready";
    await pair.apply(unit());

    expect([...service.objects.keys()]).toEqual(["unit-2"]);
  });

  it("gives up waiting before Lambda does, in one line that says what to do", async () => {
    const service = new FakeService();
    service.nextPhase = "busy";

    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toThrow(
      /^\[TIMED_OUT\] create DomainUnit "dev\/finance": gave up after 5\d\d s waiting for DomainUnit "unit-1": last seen busy; fix: apply again, it is safe and continues where it stopped$/,
    );
    expect(service.clock.now()).toBeLessThan(600_000);
  });
});

describe("delete", () => {
  it("is a success when the object is gone, and again when everything is", async () => {
    const { service, pair } = await applied();
    const { input } = await pair.plan(unit());
    service.objects.clear();
    const event = { ...input, tf: { action: "delete", prev_input: input } };

    expect(await service.invoke(event, "write")).toEqual({});
    expect(await service.invoke(event, "write")).toEqual({});
    expect(service.parameters.size).toBe(0);
  });

  it("is a success when the service carried it out and answered an error", async () => {
    const { service, pair } = await applied();
    service.cut = { at: 4, mode: "error", committed: true };

    await expect(pair.destroy()).resolves.toBeUndefined();
    expect(service.parameters.size).toBe(0);
  });

  it("does not delete what the ledger does not know", async () => {
    const { service, pair } = await applied();
    service.parameters.clear();

    await expect(pair.destroy()).rejects.toThrow("[CONFLICT]");
    expect(service.objects.size).toBe(1);
  });
});

describe("the same write delivered twice at the same moment", () => {
  it.each([{}, { recreates: true }])("makes one object and keeps the proof that it is ours (%j)", async (options) => {
    const service = new FakeService(options);
    const pair = new TerraformPair(async (event, qualifier) => {
      if (qualifier === "read") return service.invoke(event, qualifier);
      const answers = await Promise.all([service.invoke(event, qualifier), service.invoke(event, qualifier)]);
      expect(answers[0]).toEqual(answers[1]);
      return answers[1];
    });
    await pair.apply(unit());

    expect(service.objects.size).toBe(1);
    expect(service.entry(KEY)).toMatchObject({ status: "done", id: pair.result?.id });
    expect(await pair.apply(unit())).toBe("none");
  });
});

describe("ledger", () => {
  it("keeps texts that SSM would take for a reference to another parameter", async () => {
    const { service, pair } = await applied();
    await pair.apply(unit({ description: "{{ssm:secret}} and {{{x}}}" }));

    expect(service.entry(KEY)).toMatchObject({ reason: 'description: null -> "{{ssm:secret}} and {{{x}}}"' });
    expect(await pair.apply(unit({ description: "{{ssm:secret}} and {{{x}}}" }))).toBe("none");
  });

  it("stays below SSM's limit and readable for people", async () => {
    const { service } = await applied();

    expect(service.entry(KEY)).toEqual({
      version: 1,
      id: "unit-1",
      name: "Finance",
      ticket: "plan-1",
      reason: "does not exist",
      status: "done",
      fingerprint: expect.any(String) as string,
      createOnly: { domainId: "dzd_1", parentDomainUnitId: "root" },
      attributes: {},
      incarnation: "first",
      turn: 0,
      token: expect.any(String) as string,
      memory: {},
    });
  });

  it("refuses an entry that it cannot read, and names it", async () => {
    const { service, pair } = await applied();
    service.parameters.set("/test/DomainUnit/dev/finance", "{}");

    await expect(pair.read(unit())).rejects.toThrow(
      '[LEDGER_UNREADABLE] read DomainUnit "dev/finance": SSM parameter /test/DomainUnit/dev/finance is not a ledger entry of this version; fix: restore it',
    );
  });
});

describe("a creation that meets a conflict", () => {
  const busy = () => awsError("ConflictException", "Another operation is already in progress for the domain", 409);
  const taken = () =>
    awsError("ConflictException", "Name already exists under this account, please use another one", 409);
  const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

  it("is repeated while another operation is in progress, longer than a name is looked for", async () => {
    const service = new FakeService();
    service.refusals.push(...times(9, busy));
    const pair = new TerraformPair(service.invoke);
    await pair.apply(unit());

    expect(service.clock.now()).toBeGreaterThan(20_000);
    expect(await pair.apply(unit())).toBe("none");
    expect(service.objects.size).toBe(1);
  });

  it("gives up in one line with what AWS said, and leaves no claim on the name", async () => {
    const service = new FakeService();
    service.refusals.push(...times(99, busy));
    const pair = new TerraformPair(service.invoke);

    await expect(pair.apply(unit())).rejects.toThrow(
      '[TIMED_OUT] create DomainUnit "dev/finance": AWS was busy with another operation for 90 s: AWS said ConflictException: Another operation is already in progress for the domain (request req-1); fix: apply again',
    );
    expect(service.clock.now()).toBeLessThanOrEqual(90_000);
    expect(service.entry(KEY)).toBeUndefined();
    service.refusals.length = 0;
    await pair.apply(unit());
    expect(service.objects.size).toBe(1);
  });

  it.each([
    ["says that the name is taken", taken],
    ["only says that something is going on", busy],
  ])("does not take over what a stranger made in the same moment when AWS %s", async (_what, refusal) => {
    const service = new FakeService();
    let stranger = "";
    service.refusals.push(() => {
      stranger = service.plant(unit().properties);
      return refusal();
    });

    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toThrow(
      '[CONFLICT] create DomainUnit "dev/finance": DomainUnit "Finance" exists already as "unit-1" and is not ours',
    );
    expect([...service.objects.keys()]).toEqual([stranger]);
    expect(service.entry(KEY)).toBeUndefined();
    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toThrow("[CONFLICT]");
  });

  it("names a namesake that is not listed", async () => {
    const service = new FakeService();
    service.refusals.push(...times(9, taken));

    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toThrow(
      /^\[CONFLICT\] .* DomainUnit "Finance" exists already and is not listed to the function's role: AWS said ConflictException: .* \(request req-1\); fix: /,
    );
    expect(service.clock.now()).toBeLessThan(5_000);
  });

  it("takes over what an earlier try made whose answer was lost", async () => {
    const service = new FakeService();
    service.refusals.push(() => {
      service.plant(unit().properties);
      return awsError("InternalServerException", "something broke", 500);
    });
    const pair = new TerraformPair(service.invoke);
    await pair.apply(unit());

    expect(pair.result).toMatchObject({ id: "unit-1" });
    expect(service.objects.size).toBe(1);
  });

  it("leaves no claim on the name when it was only throttled", async () => {
    const service = new FakeService();
    service.refusals.push(...times(99, () => awsError("ThrottlingException", "slow down", 429)));
    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toThrow("ThrottlingException");
    service.refusals.length = 0;
    service.plant(unit().properties);

    await expect(new TerraformPair(service.invoke).apply(unit())).rejects.toThrow("[CONFLICT]");
  });
});
