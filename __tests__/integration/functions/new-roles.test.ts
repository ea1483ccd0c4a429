import type { Configured } from "../../unit/functions/support/terraform";
import { FakeClock } from "../../unit/functions/support/fake-service";
import { blueprint, pool } from "./hosting";
import { changed, domain, GOVERNANCE, Landscape, MEMBER, roleArn } from "./landscape";

let landscape: Landscape;

beforeAll(async () => {
  landscape = await Landscape.start();
});
afterAll(() => landscape.stop());
afterEach(() => landscape.emulator.faults.clear());

/** The next role that is named is usable after `ms` of real time; the function's clock runs 20 times as fast. */
const newRole = (ms: number) => landscape.emulator.faults.add([{ mode: "new-role", ms }]);
const NEVER = 3_600_000;

/** One configured object per kind that hands DataZone a role, each with roles of its own. */
const SUBJECTS: Record<string, (name: string) => Promise<{ account: string; desired: Configured; operation: string }>> =
  {
    Domain: (name) =>
      Promise.resolve({
        account: GOVERNANCE,
        desired: domain(`r/${name}`, { serviceRoleArn: roleArn(`Service-${name}`) }),
        operation: "CreateDomain",
      }),
    AccountPool: async (name) => {
      const { id } = await landscape.domain(`r/pool-${name}`);
      const handler = {
        lambdaFunctionArn: `arn:aws:lambda:eu-west-1:${GOVERNANCE}:function:handler`,
        lambdaExecutionRoleArn: roleArn(`AmazonDataZoneAccountPool-${name}`),
      };
      return { account: GOVERNANCE, desired: pool(id, { source: { handler } }), operation: "CreateAccountPool" };
    },
  };

describe.each(Object.keys(SUBJECTS))("a role that is too new for %s", (kind) => {
  it("is waited for", async () => {
    const { account, desired, operation } = await SUBJECTS[kind]("waited");
    const before = landscape.calls(operation);
    newRole(300);
    const pair = landscape.pair(account);
    await pair.apply(desired);

    expect(landscape.calls(operation) - before).toBeGreaterThan(1);
    expect(await pair.apply(desired)).toBe("none");
  });

  it("ends in one line after 60 s that names the role and what to check, and is taken by the next apply", async () => {
    const { account, desired } = await SUBJECTS[kind]("refused");
    newRole(NEVER);
    const clock = new FakeClock();

    await expect(landscape.pair(account, clock).apply(desired)).rejects.toMatchObject({
      name: "ROLE_REFUSED",
      message: expect.stringMatching(
        /^\[ROLE_REFUSED\] create .*: AWS still refuses a role 60 s after it was first asked to use arn:aws:iam::.*-refused.*: AWS said ValidationException: Unable to assume role \(request [^)]+\); fix: check that the role exists and that (its|the) trust polic.*then apply again$/,
      ) as string,
    });
    expect(clock.now()).toBeLessThanOrEqual(60_000);
    expect(clock.now()).toBeGreaterThan(40_000);
    Object.assign(
      landscape.emulator.store.state("roles", account, "eu-west-1", () => ({})),
      { usableAt: {} },
    );
    landscape.emulator.faults.clear();
    const pair = landscape.pair(account);
    await pair.apply(desired);
    expect(await pair.apply(desired)).toBe("none");
  });
});

describe("a refusal that time does not cure", () => {
  it.each([
    ["of another kind", "ValidationException", "Unable to find subnet", 400],
    [
      "for want of a permission of the caller",
      "AccessDeniedException",
      "not authorized to perform: sts:AssumeRole because no identity-based policy allows the action",
      403,
    ],
  ])("%s is not waited for", async (what, code, message, status) => {
    const { account, desired, operation } = await SUBJECTS.AccountPool(what.replaceAll(" ", "-"));
    landscape.emulator.faults.add([{ mode: "error-before", operation, code, message, status, times: 9 }]);
    const clock = new FakeClock();

    await expect(landscape.pair(account, clock).apply(desired)).rejects.toThrow(`AWS said ${code}: ${message}`);
    expect(clock.now()).toBe(0);
  });
});

it("a blueprint configuration takes a role unseen, so it is written at once", async () => {
  // Field evidence, section 3: "PutEnvironmentBlueprintConfiguration does not assume the roles it is given".
  const { id } = await landscape.domain("r/blueprint");
  landscape.associate(id);
  newRole(NEVER);
  const pair = landscape.pair(MEMBER, new FakeClock());
  const desired = blueprint(id, "Tooling", { provisioningRoleArn: roleArn("Provisioning-new", MEMBER) });
  await pair.apply(desired);
  expect(landscape.calls("PutEnvironmentBlueprintConfiguration")).toBe(1);
  expect(await pair.apply(desired)).toBe("none");
});

it("a domain's line names the conditions of both trust policies", async () => {
  newRole(NEVER);
  const desired = domain("r/conditions", { domainExecutionRoleArn: roleArn("Execution-conditions") });
  await expect(landscape.pair(GOVERNANCE, new FakeClock()).apply(desired)).rejects.toThrow(
    new RegExp(
      `aws:SourceAccount equal to ${GOVERNANCE}: sts:AssumeRole, sts:TagSession and sts:SetContext for the execution role \\(with aws:TagKeys like datazone\\*, as ForAllValues\\), sts:AssumeRole for the service role`,
    ),
  );
});

it("another role of an existing domain is waited for, too", async () => {
  const desired = domain("r/changed");
  const pair = landscape.pair(GOVERNANCE);
  await pair.apply(desired);
  newRole(300);
  const next = changed(desired, { serviceRoleArn: roleArn("Service-changed") });

  expect(await pair.apply(next)).toBe("update");
  expect(await pair.apply(next)).toBe("none");
});
