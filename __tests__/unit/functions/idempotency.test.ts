import * as fc from "fast-check";
import { type Cut, FakeService, unit } from "./support/fake-service";
import { TerraformPair } from "./support/terraform";

const KEY = "dev/finance";

const cut = fc.record<Cut>({
  at: fc.integer({ min: 1, max: 14 }),
  mode: fc.constantFrom("error" as const, "kill" as const),
  committed: fc.boolean(),
});

const configured = fc
  .record({
    name: fc.constantFrom("Finance", "Marketing"),
    description: fc.constantFrom(undefined, "a", "b"),
    parentDomainUnitId: fc.constantFrom("root", "other"),
  })
  .map((properties) => unit(properties));

const step = fc.record({
  act: fc.oneof(configured, fc.constant("destroy" as const), fc.constant("vanish" as const)),
  secret: fc.constantFrom("x", "y"),
  cut: fc.option(cut, { nil: undefined, freq: 2 }),
  /** The same request is delivered twice, as Lambda may do. */
  repeated: fc.boolean(),
});

interface Step {
  readonly act: ReturnType<typeof unit> | "destroy" | "vanish";
  readonly secret: string;
  readonly cut?: Cut;
  readonly repeated: boolean;
}

async function play(service: FakeService, steps: readonly Step[]): Promise<TerraformPair> {
  let repeated = false;
  const pair = new TerraformPair(async (event, qualifier) => {
    if (repeated) await service.invoke(event, qualifier).catch(() => undefined);
    return service.invoke(event, qualifier);
  });
  for (const { act, secret, cut: fault, repeated: twice } of steps) {
    service.secret = secret;
    service.cut = fault;
    repeated = twice;
    // A failed apply is what these sequences are about; what counts is the end.
    if (act === "vanish") service.objects.clear();
    else await (act === "destroy" ? pair.destroy() : pair.apply(act)).catch(() => undefined);
  }
  service.cut = undefined;
  return pair;
}

/**
 * As an operator: apply until the plan is empty.
 *
 * One apply may fail, with one error: Terraform stores the trigger of a replacement before it tries it, so a
 * replacement that could not even begin comes back as an update. The function refuses that and asks to plan again.
 */
async function converge(pair: TerraformPair, desired: ReturnType<typeof unit>): Promise<void> {
  await pair.apply(desired).catch((error: Error) => expect(error.name).toBe("REPLACEMENT_NEEDED"));
  await pair.apply(desired);
}

describe.each([
  { name: "a kind that is updated in place", options: { hidden: true } },
  { name: "a kind without an update", options: { recreates: true, hidden: true } },
])("$name", ({ options }) => {
  it("ends in the desired state exactly once, whatever was repeated or cut off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), configured, async (steps, desired) => {
        const service = new FakeService(options);
        const pair = await play(service, steps);
        await converge(pair, desired);

        const { name, description = "", parentDomainUnitId } = desired.properties;
        const objects = [...service.objects.values()];
        expect(objects).toMatchObject([{ name, description, parent: parentDomainUnitId, secret: service.secret }]);
        expect(service.entry(KEY)).toMatchObject({ status: "done", id: objects[0].id });
        expect((await pair.read(desired)).inSync).toBe(true);
        expect((await pair.plan(desired)).change).toBe("none");
      }),
      { numRuns: 250 },
    );
  });

  it("leaves nothing behind after a destroy, whatever was repeated or cut off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), configured, async (steps, desired) => {
        const service = new FakeService(options);
        const pair = await play(service, steps);
        await converge(pair, desired);
        await pair.destroy();

        expect([...service.objects.values()]).toEqual([]);
        expect(service.parameters.size).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
