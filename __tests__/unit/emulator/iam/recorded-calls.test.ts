import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionReference } from "../../../../packages/emulator/iam/reference";
import { type Need, needsOf } from "../../../../packages/emulator/iam/requests";
import { LambdaService } from "../../../../packages/emulator/services/lambda";
import { callOf, needsOfCall, OWN_SERVICES, readCall, type RecordedCall } from "./calls";
import { knownFacts } from "./known-facts";

/** One request of each operation that a run of the example with --destroy has made. */
const RECORDED = JSON.parse(
  readFileSync(join(__dirname, "../../../fixtures/emulator/recorded-calls.json"), "utf8"),
) as RecordedCall[];

const named = RECORDED.map((recorded): [string, RecordedCall] => {
  const { operation } = readCall(recorded);
  return [`${recorded.service}:${operation} ${recorded.path}${recorded.query ? `?${recorded.query}` : ""}`, recorded];
});

/** The route table behind an association is known where it exists. */
const facts = knownFacts({
  network: {
    tags: {},
    tables: Object.fromEntries(
      RECORDED.flatMap(({ body }) => /rtbassoc-[0-9a-f]+/.exec(body ?? "") ?? []).map((id) => [
        id,
        "rtb-0123456789abcdef0",
      ]),
    ),
  },
});

/** Tells whether an ARN has the format of one of an action's resource types; `*` fits where it has none. */
function fits({ action, resource }: Need): boolean {
  const types = actionReference(action)?.resourceTypes ?? [];
  // DataZone's actions without a type are judged on the domain as well: see readings.ts.
  if (types.length === 0) return resource === "*" || action.startsWith("datazone:");
  return types.some(({ arn }) => {
    const pattern = arn.replace(/[.+^()|[\]\\]/g, "\\$&").replace(/\$\{(Partition|Region|Account)\}/g, "[^:]*");
    return new RegExp(`^${pattern.replace(/\$\{[^}]+\}/g, ".+")}$`).test(resource);
  });
}

describe.each(named)("%s", (_, recorded) => {
  it("has needs, each of an action that exists and on a resource that the action takes", async () => {
    const { operation, input } = readCall(recorded);
    const needs = await needsOf({ operation, input, call: callOf(recorded.service, operation), facts });
    expect(needs).toBeDefined();
    expect(needs?.filter(({ action }) => actionReference(action) === undefined)).toEqual([]);
    expect(needs?.filter((need) => !fits(need))).toEqual([]);
  });
});

describe("operations that the emulator serves itself", () => {
  const { service: lambda } = new LambdaService({
    codeDirectory: "/nowhere",
    proxy: undefined,
    url: () => "",
    maxEnvironments: 1,
  });
  const served = { ...OWN_SERVICES, lambda } as unknown as Record<string, { operations: object }>;
  // The API has it and the reference does not, so nobody knows its action.
  const unknown = "UpdateRootDomainUnitOwner";
  const operations = Object.entries(served).flatMap(([service, { operations: named }]) =>
    Object.keys(named)
      .filter((operation) => operation !== unknown)
      .map((operation): [string, string] => [service, operation]),
  );

  it("are refused where the reference does not have the action", async () => {
    expect(actionReference(`datazone:${unknown}`)).toBeUndefined();
    expect(await needsOfCall("datazone", unknown, {})).toBeUndefined();
  });

  it.each(operations)("%s:%s has needs of actions that exist", async (service, operation) => {
    const input = { FunctionName: "f", Resource: "f", resourceShareInvitationArn: "arn:aws:ram:us-east-1:1:x/y" };
    const needs = await needsOfCall(service, operation, input);
    expect(needs?.length).toBeGreaterThan(0);
    expect(needs?.filter(({ action }) => actionReference(action) === undefined)).toEqual([]);
  });
});
