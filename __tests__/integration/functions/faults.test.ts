import * as fc from "fast-check";
import { KIND_PROPERTIES, type Kind } from "../../../contracts/control-plane";
import { KIND_PERMISSIONS, LEDGER_PERMISSIONS } from "../../../contracts/control-plane/permissions";
import { TerraformPair } from "../../unit/functions/support/terraform";
import { CuttableFunction } from "./cuttable-function";
import { GOVERNANCE, Landscape } from "./landscape";
import { type Subject, subjects } from "./subjects";

let landscape: Landscape;
let make: Record<Kind, (number: number) => Subject>;
let sequence = 0;

beforeAll(async () => {
  landscape = await Landscape.start({ delays: { domain: 1, project: 1 } });
  make = await subjects(landscape);
});
afterAll(() => landscape.stop());
afterEach(() => landscape.emulator.faults.clear());

/** Per kind; a run takes a quarter of a second. */
const RUNS = 2;

const subject = (kind: Kind): Subject => make[kind]((sequence += 1));

/** The calls of a kind, as its permissions name them, and those of the ledger. */
function operationsOf(kind: Kind): string[] {
  const { readActions, writeActions } = KIND_PERMISSIONS[kind];
  const ledger = [...LEDGER_PERMISSIONS.readActions, ...LEDGER_PERMISSIONS.writeActions];
  return [...readActions, ...writeActions, ...ledger].map((action) => action.split(":")[1]);
}

const fault = fc.record({
  mode: fc.constantFrom(
    "error-after-commit" as const,
    "error-before" as const,
    "throttle" as const,
    "lost-response" as const,
  ),
  operation: fc.nat(100),
  times: fc.constantFrom(1, 1, 4),
});
const cut = fc.record({ at: fc.integer({ min: 1, max: 12 }), committed: fc.boolean() });
const step = fc.record({
  wrong: fc.oneof(fault, cut),
  act: fc.constantFrom("desired" as const, "next" as const, "destroy" as const),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Configures an object, or removes it, while something goes wrong, as often as there are steps. */
async function play(kind: Kind, steps: readonly Step[]): Promise<void> {
  const { account, desired, next, live: count } = subject(kind);
  const lambda = new CuttableFunction(landscape, account);
  const pair = new TerraformPair(lambda.invoke);
  const operations = operationsOf(kind);
  for (const { wrong, act } of steps) {
    if ("at" in wrong) lambda.cut = wrong;
    else landscape.emulator.faults.add([{ ...wrong, operation: operations[wrong.operation % operations.length] }]);
    const attempt = act === "destroy" ? pair.destroy() : pair.apply(act === "next" ? next : desired);
    await attempt.catch(() => undefined);
    lambda.cut = undefined;
    landscape.emulator.faults.clear();
  }
  // A replacement that could not even begin is refused once, and planned again.
  await pair.apply(next).catch((error: Error) => expect(error.name).toBe("REPLACEMENT_NEEDED"));
  await pair.apply(next);

  expect([kind, await pair.apply(next), count()]).toEqual([kind, "none", 1]);
  await pair.destroy();
  expect([kind, count()]).toEqual([kind, 0]);
}

describe("faults of the services", () => {
  it.each(Object.keys(KIND_PROPERTIES) as Kind[])(
    "end in the desired state exactly once, and in nothing after a destroy: %s",
    async (kind) => {
      const steps = fc.array(step, { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(steps, (wrong) => play(kind, wrong)),
        { numRuns: RUNS },
      );
    },
    60_000,
  );

  it("throttling is waited out", async () => {
    const { desired } = subject("AccountPool");
    landscape.emulator.faults.add([{ mode: "throttle", operation: "CreateAccountPool", times: 3 }]);
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);

    expect(await pair.apply(desired)).toBe("none");
  });

  it("a refusal reaches the operator as one line with AWS's request id", async () => {
    const { desired } = subject("AccountPool");
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
    const { desired } = subject("AccountPool");
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
