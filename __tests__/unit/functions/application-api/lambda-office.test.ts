import type { InvokeCommand, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import type { OfficeCaller } from "../../../../contracts/application/project-office";
import { LambdaOffice } from "../../../../functions/application-api/lambda-office";

const CALLER: OfficeCaller = {
  ...{ id: "sub-ann", kind: "person", profileId: "profile-ann", groupProfiles: [] },
  ...{ leads: [], stewards: [], governanceTeam: false, auditor: false },
};
const text = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)) as never;

/** An office whose function answers so. */
function officeThat(answer: () => Partial<InvokeCommandOutput>) {
  const sent: InvokeCommand["input"][] = [];
  const send = (command: InvokeCommand) => {
    sent.push(command.input);
    return new Promise((resolve) => resolve(answer()));
  };
  return { office: new LambdaOffice({ send } as never, "mesh-projects"), sent };
}
const failing = (message: string) => () => ({ FunctionError: "Unhandled", Payload: text(message) });

describe("the function of projects behind the API", () => {
  it("is invoked with the caller and the errand, and answers in the form of the contract", async () => {
    const { office, sent } = officeThat(() => ({ Payload: text({ problems: [], name: "sales" }) }));
    const errand = { ask: "projects", limit: 5 } as const;
    await expect(office.ask(CALLER, errand)).rejects.toThrow(/answers projects in another form/);
    expect(sent[0].FunctionName).toBe("mesh-projects");
    expect(JSON.parse(Buffer.from(sent[0].Payload as Uint8Array).toString())).toEqual({
      office: { caller: CALLER, errand },
    });
    const there = officeThat(() => ({ Payload: text({ items: [] }) }));
    expect(await there.office.ask(CALLER, errand)).toEqual({ items: [] });
  });

  it("refuses in the form of the contract", async () => {
    const refusal = { refused: "not-held", message: "Look again in a minute." };
    const { office } = officeThat(() => ({ Payload: text(refusal) }));
    expect(await office.ask(CALLER, { ask: "one-request", id: "r" })).toEqual(refusal);
    const other = officeThat(() => ({ Payload: text({ ...refusal, refused: "because" }) }));
    await expect(other.office.ask(CALLER, { ask: "one-request", id: "r" })).rejects.toThrow(/another form/);
    const none = officeThat(() => ({ Payload: text("{") }));
    await expect(none.office.ask(CALLER, { ask: "one-request", id: "r" })).rejects.toThrow(/another form/);
  });

  it.each([
    "2026-11-10T00:00:00Z f Task timed out after 60.00 seconds",
    '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: f Error: Task timed out after 3.00 seconds"}',
    '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: f Error: Runtime exited with error: signal: killed"}',
  ])("is busy where it was cut off: the same may be sent again (%s)", async (message) => {
    const { office } = officeThat(failing(message));
    await expect(office.ask(CALLER, { ask: "choices" })).rejects.toMatchObject({ code: "service-busy" });
  });

  it("is busy where the client stopped waiting, and fails where it failed", async () => {
    const slow = officeThat(() => {
      throw Object.assign(new Error("no answer in 25 s"), { name: "TimeoutError" });
    });
    await expect(slow.office.ask(CALLER, { ask: "choices" })).rejects.toMatchObject({ code: "service-busy" });
    const broken = officeThat(failing('{"errorType":"TypeError","errorMessage":"x is undefined"}'));
    await expect(broken.office.ask(CALLER, { ask: "choices" })).rejects.toThrow(/failed: .*x is undefined/);
  });
});
