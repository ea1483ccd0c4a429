import type { Emulator } from "../../../packages/emulator";
import { call, GOVERNANCE, MEMBER, REGION, start, STRANGER } from "./harness";

const TYPES = ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup", "AWS::XRay::Trace"];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await start();
});
afterAll(() => emulator.stop());

const oam = (account: string, operation: string, body: object) =>
  call(emulator, account, "oam", { path: `/${operation}`, body });

describe("observability access manager", () => {
  let sink = "";

  it("has one sink in an account and Region", async () => {
    const made = await oam(GOVERNANCE, "CreateSink", { Name: "use-cases", Tags: { team: "data" } });
    sink = String(made.Arn);
    expect(sink).toMatch(new RegExp(`^arn:aws:oam:${REGION}:${GOVERNANCE}:sink/`));
    await expect(oam(GOVERNANCE, "CreateSink", { Name: "second" })).rejects.toThrow("ConflictException");
    await expect(oam(GOVERNANCE, "GetSinkPolicy", { SinkIdentifier: sink })).rejects.toThrow(
      "ResourceNotFoundException",
    );
  });

  const link = (account: string, ResourceTypes: readonly string[]) =>
    oam(account, "CreateLink", { SinkIdentifier: sink, LabelTemplate: "$AccountName", ResourceTypes });

  it("links nobody without a policy, then exactly whom and what it names", async () => {
    await expect(link(MEMBER, TYPES)).rejects.toThrow("AccessDeniedException");
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: [MEMBER] },
          Action: ["oam:CreateLink", "oam:UpdateLink"],
          Resource: ["*"],
          Condition: { "ForAllValues:StringEquals": { "oam:ResourceTypes": TYPES } },
        },
      ],
    });
    await oam(GOVERNANCE, "PutSinkPolicy", { SinkIdentifier: sink, Policy });
    await expect(link(STRANGER, TYPES)).rejects.toThrow("AccessDeniedException");
    await expect(link(MEMBER, [...TYPES, "AWS::InternetMonitor::Monitor"])).rejects.toThrow("AccessDeniedException");
    await expect(link(GOVERNANCE, TYPES)).rejects.toThrow("InvalidParameterException");
    const made = await link(MEMBER, TYPES);
    expect(made).toMatchObject({ ResourceTypes: TYPES, SinkArn: sink, Label: MEMBER });
    await expect(link(MEMBER, TYPES)).rejects.toThrow("ConflictException");
  });

  it("keeps a sink that has links, and tags of both", async () => {
    await expect(oam(GOVERNANCE, "DeleteSink", { Identifier: sink })).rejects.toThrow("ConflictException");
    const path = `/tags/${encodeURIComponent(sink)}`;
    expect(await call(emulator, GOVERNANCE, "oam", { method: "GET", path })).toEqual({ Tags: { team: "data" } });
    const { Items } = await oam(MEMBER, "ListLinks", {});
    const [{ Arn }] = Items as { Arn: string }[];
    await oam(MEMBER, "DeleteLink", { Identifier: Arn });
    await oam(GOVERNANCE, "DeleteSink", { Identifier: sink });
    await expect(oam(GOVERNANCE, "GetSink", { Identifier: sink })).rejects.toThrow("ResourceNotFoundException");
  });

  it("refuses what it does not serve by its name", async () => {
    await expect(oam(GOVERNANCE, "ListAttachedLinks", { SinkIdentifier: sink })).rejects.toThrow(
      "NotImplementedException",
    );
  });
});
