import * as fc from "fast-check";
import type { FaultRule } from "../../../sandbox/emulator";
import type { Configured } from "../../unit/functions/support/terraform";
import { blueprint, FIXED, type Hosting, hosting, pool, profile, project } from "./hosting";
import { changed, domain, GOVERNANCE, Landscape, MEMBER } from "./landscape";

let landscape: Landscape;
let host: Hosting;
let profileId: string;

beforeAll(async () => {
  landscape = await Landscape.start({ delays: { domain: 1, project: 1 } });
  host = await hosting(landscape, "f/faults");
  profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
});
afterAll(() => landscape.stop());
afterEach(() => landscape.emulator.faults.clear());

let sequence = 0;
/** Subjects with a name and a key of their own, so that runs do not meet. */
const SUBJECTS: Record<string, () => { account: string; desired: Configured; next: Configured }> = {
  Domain: () => governance(domain(`f/domain-${sequence}`), { description: "next" }),
  DomainUnit: () =>
    governance(
      keyed({ kind: "DomainUnit", key: "", properties: { domainId: host.domainId, parentDomainUnitId: host.root } }),
      { description: "next" },
    ),
  AccountPool: () => governance(keyed(pool(host.domainId)), { description: "next" }),
  ProjectProfile: () => governance(keyed(profile(host, FIXED)), { description: "next" }),
  Project: () => governance(keyed(project(host, profileId)), { description: "next" }),
  BlueprintConfiguration: () => {
    const desired = { ...blueprint(host.domainId, "Workflows"), key: `f/blueprint-${sequence}` };
    return { account: MEMBER, desired, next: changed(desired, { globalParameters: { a: "b" } }) };
  },
};

function keyed(desired: Configured): Configured {
  return { ...changed(desired, { name: `Name ${sequence}` }), key: `f/${desired.kind}-${sequence}` };
}

function governance(desired: Configured, change: object): { account: string; desired: Configured; next: Configured } {
  return { account: GOVERNANCE, desired, next: changed(desired, change) };
}

const fault = fc.record({
  mode: fc.constantFrom(
    "error-after-commit" as const,
    "error-before" as const,
    "throttle" as const,
    "lost-response" as const,
  ),
  service: fc.constantFrom("datazone", "ssm"),
  operation: fc.constantFrom(
    "Create",
    "Update",
    "Delete",
    "Get",
    "List",
    "PutParameter",
    "GetParameter",
    "DeleteParameter",
  ),
  times: fc.constantFrom(1, 1, 4),
});

/** Whole names of the operations of a kind. */
function rule(
  { mode, operation, times }: { mode: FaultRule["mode"]; operation: string; times: number },
  kind: string,
): FaultRule {
  const put = kind === "BlueprintConfiguration" && /^(Create|Update)$/.test(operation);
  const name = kind === "BlueprintConfiguration" ? "EnvironmentBlueprintConfiguration" : kind;
  const whole = /Parameter$/.test(operation)
    ? operation
    : `${put ? "Put" : operation}${name}${operation === "List" ? "s" : ""}`;
  return { mode, operation: whole, times };
}

describe("faults of the services", () => {
  it("end in the desired state exactly once, for every kind", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(SUBJECTS)),
        fc.array(fc.record({ fault, act: fc.constantFrom("desired", "next", "destroy") }), {
          minLength: 1,
          maxLength: 3,
        }),
        async (kind, steps) => {
          sequence += 1;
          const { account, ...subject } = SUBJECTS[kind]();
          const pair = landscape.pair(account);
          for (const { fault: chosen, act } of steps) {
            landscape.emulator.faults.add([rule(chosen, kind)]);
            const attempt =
              act === "destroy" ? pair.destroy() : pair.apply(act === "next" ? subject.next : subject.desired);
            await attempt.catch(() => undefined);
            landscape.emulator.faults.clear();
          }
          await pair.apply(subject.next);

          expect(await pair.apply(subject.next)).toBe("none");
          expect(await count(kind, subject.next)).toBe(1);
          await pair.destroy();
          expect(await count(kind, subject.next)).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
    expect(landscape.emulator.log.list().filter(({ fault: hit }) => hit !== undefined).length).toBeGreaterThan(5);
  }, 60_000);

  it("throttling is waited out", async () => {
    sequence += 1;
    const { desired } = SUBJECTS.AccountPool();
    landscape.emulator.faults.add([{ mode: "throttle", operation: "CreateAccountPool", times: 3 }]);
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);

    expect(await pair.apply(desired)).toBe("none");
  });

  it("a refusal reaches the operator as one line with AWS's request id", async () => {
    sequence += 1;
    const { desired } = SUBJECTS.AccountPool();
    landscape.emulator.faults.add([
      {
        mode: "error-before",
        operation: "CreateAccountPool",
        code: "ServiceQuotaExceededException",
        status: 402,
        message: "100 pools",
      },
    ]);
    await expect(landscape.pair(GOVERNANCE).apply(desired)).rejects.toMatchObject({
      name: "AWS_ERROR",
      message: expect.stringMatching(
        /^\[AWS_ERROR\] create AccountPool "f\/AccountPool-\d+": AWS said ServiceQuotaExceededException: 100 pools \(request [0-9a-f-]{36}\); fix: raise the quota or remove what is not needed$/,
      ) as string,
    });
  });

  it("a read never takes a missing permission for a missing object", async () => {
    sequence += 1;
    const { desired } = SUBJECTS.AccountPool();
    await landscape.create(GOVERNANCE, desired);
    const denied = { mode: "error-before", code: "AccessDeniedException", status: 403, times: 9 } as const;
    const identity =
      "is not authorized to perform: ssm:GetParameter because no identity-based policy allows the action";
    landscape.emulator.faults.add([{ ...denied, service: "ssm", operation: "GetParameter", message: identity }]);
    await expect(landscape.read(GOVERNANCE, desired)).rejects.toThrow(
      /AccessDeniedException.*check the function's role/,
    );
    landscape.emulator.faults.clear();
    landscape.emulator.faults.add([{ ...denied, operation: "GetAccountPool", message: identity }]);

    await expect(landscape.read(GOVERNANCE, desired)).rejects.toThrow("AccessDeniedException");
  });
});

/** Live objects of this configuration, asked of the emulator's store. */
async function count(kind: string, desired: Configured): Promise<number> {
  const adopter = { ...desired, key: `${desired.key}-probe` };
  // A stranger's creation is refused exactly where one exists; where none does, it must leave nothing.
  const probe = landscape.pair(desired.kind === "BlueprintConfiguration" ? MEMBER : GOVERNANCE);
  try {
    await probe.apply(adopter);
    await probe.destroy();
    return 0;
  } catch (error) {
    expect((error as Error).name).toBe("CONFLICT");
    return namesakes(kind, desired);
  }
}

/** How many objects of the name the emulator holds; blueprint configurations exist once by nature. */
function namesakes(kind: string, { properties }: Configured): number {
  const { name } = properties as { name?: string };
  if (name === undefined) return 1;
  const collection = {
    Domain: undefined,
    DomainUnit: "units",
    AccountPool: "accountPools",
    ProjectProfile: "projectProfiles",
    Project: "projects",
  }[kind];
  const domains = Object.values(
    landscape.emulator.store.state<{ domains: Record<string, Record<string, unknown>> }>(
      "datazone",
      GOVERNANCE,
      "eu-west-1",
      () => ({ domains: {} }),
    ).domains,
  );
  const objects =
    collection === undefined
      ? domains
      : domains.flatMap((item) => Object.values(item[collection] as object) as Record<string, unknown>[]);
  return objects.filter((item) => item.name === name && item.deletingSince === undefined).length;
}
