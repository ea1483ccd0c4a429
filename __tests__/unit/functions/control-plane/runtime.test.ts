import { ControlPlaneError, describeFailure } from "../../../../functions/control-plane/errors";
import { handler } from "../../../../functions/control-plane";
import { awsError, FakeService, unit } from "../support/fake-service";

const write = { ...unit(), ticket: "t", reason: "r", incarnation: "first", tf: { action: "create", prev_input: null } };

describe("aliases", () => {
  it.each(["read", "7"])("refuses a write through %s", async (qualifier) => {
    const service = new FakeService();

    await expect(service.invoke(write, qualifier)).rejects.toMatchObject({
      name: "WRITE_REFUSED",
      message: expect.stringMatching(
        /^\[WRITE_REFUSED\] create DomainUnit "dev\/finance": .*fix: send writes through the alias "write"$/,
      ) as string,
    });
    expect(service.calls).toEqual([]);
  });

  it.each(["write", "$LATEST"])("accepts a write through %s", async (qualifier) => {
    expect(await new FakeService().invoke(write, qualifier)).toEqual({ id: "unit-1", attributes: {} });
  });

  it.each(["read", "write"])("accepts a read through %s", async (qualifier) => {
    expect(await new FakeService().invoke({ action: "read", ...unit() }, qualifier)).toMatchObject({ inSync: false });
  });
});

describe("requests", () => {
  it.each([
    ["an unknown kind", { action: "read", ...unit(), kind: "Bucket" }, "kind: "],
    ["a missing ticket", { ...write, ticket: undefined }, "ticket: "],
    ["an unknown property", { action: "read", ...unit({ colour: "red" } as never) }, "properties: "],
    ["no object at all", null, "expected object"],
  ])("refuses %s in one line", async (_what, event, message) => {
    const refused = new FakeService().invoke(event as object, "write");

    await expect(refused).rejects.toThrow(/^\[INVALID_REQUEST\] [^\n]*$/);
    await expect(refused).rejects.toThrow(message);
  });

  it("still deletes what an older version stored", async () => {
    const service = new FakeService();
    await service.invoke(write, "write");
    const older = {
      ...write,
      properties: { ...write.properties, retired: true },
      tf: { action: "delete", prev_input: null },
    };

    expect(await service.invoke(older, "write")).toEqual({});
    expect(service.objects.size).toBe(0);
  });

  it("says which environment variable is missing", async () => {
    const context = {
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:f:read",
      getRemainingTimeInMillis: () => 1,
    };
    await expect(handler({ action: "read", ...unit() }, context)).rejects.toThrow("LEDGER_PREFIX is not set");
  });
});

describe("errors", () => {
  it("say in one line what was asked, what AWS said and what to do", () => {
    const error = describeFailure('update Project "dev/landing"', awsError("ValidationException", "bad\n  value"));

    expect(error.message).toBe(
      '[AWS_ERROR] update Project "dev/landing": AWS said ValidationException: bad value (request req-1); fix: correct the configuration that this value comes from',
    );
    expect(error.stack).toBe(`AWS_ERROR: ${error.message}`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("say that AWS was not reached, where Node.js gives a code only", () => {
    const refused = Object.assign(new AggregateError([]), { code: "ECONNREFUSED", $metadata: { attempts: 8 } });

    expect(describeFailure("x", refused).message).toBe(
      "[AWS_ERROR] x: no answer from AWS: AggregateError: ECONNREFUSED; fix: check that the function reaches AWS, then apply again, it continues where it stopped",
    );
  });

  it.each([
    ["AccessDeniedException", "check the function's role"],
    ["ThrottlingException", "less parallelism"],
    ["ServiceQuotaExceededException", "raise the quota"],
    ["ResourceNotFoundException", "still exists"],
    ["ConflictException", "apply again"],
  ])("advise on %s", (name, advice) => {
    expect(describeFailure("x", awsError(name, "m")).message).toContain(advice);
  });

  it("keep their code through the layers, and show defects as what they are", () => {
    expect(describeFailure("x", new ControlPlaneError("CONFLICT", "y")).message).toBe("[CONFLICT] x: y");
    expect(describeFailure("x", new TypeError("oops")).message).toContain("TypeError: oops");
    expect(describeFailure("x", "text").message).toContain("text");
  });
});
