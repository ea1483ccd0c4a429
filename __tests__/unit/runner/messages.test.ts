import { logText, parseMessage } from "../../../runner/terraform";

// Recorded from Terraform 1.11.4 with provider 5.100.0.
const RESOURCE = `{"addr":"aws_kms_key.Key","module":"","resource":"aws_kms_key.Key","implied_provider":"aws","resource_type":"aws_kms_key","resource_name":"Key","resource_key":null}`;
const line = (type: string, message: string, rest: string): string =>
  `{"@level":"info","@message":"${message}","@module":"terraform.ui","@timestamp":"2026-11-22T16:13:16.472945Z",${rest},"type":"${type}"}`;
const UNSUPPORTED = line(
  "diagnostic",
  "Error: Unsupported attribute",
  `"diagnostic":{"severity":"error","summary":"Unsupported attribute","detail":"This object does not have an attribute named \\"domainId\\".","range":{"filename":"cdk.tf.json"},"snippet":{"context":"resource.terraform_data.a","code":"x","start_line":1,"values":[{"traversal":"data.terraform_remote_state.up.outputs","statement":"is object with no attributes"}]}}`,
);

describe("parseMessage", () => {
  test("reads a planned change with its reason", () => {
    const text = line(
      "planned_change",
      "aws_kms_key.Key: Plan to replace",
      `"change":{"resource":${RESOURCE},"action":"replace","reason":"cannot_update"}`,
    );
    expect(parseMessage(text)).toEqual({
      type: "planned_change",
      change: { address: "aws_kms_key.Key", action: "replace", reason: "cannot_update" },
    });
  });

  test("reads the summary of a plan", () => {
    const text = line(
      "change_summary",
      "Plan: 3 to import, 2 to add",
      `"changes":{"add":2,"change":1,"import":3,"remove":0,"operation":"plan"}`,
    );
    expect(parseMessage(text)).toEqual({ type: "change_summary", operation: "plan", add: 2, change: 1, remove: 0 });
  });

  test("reads what happens to outputs", () => {
    const text = line(
      "outputs",
      "Outputs: 2",
      `"outputs":{"bucketName":{"sensitive":false,"action":"create"},"keyArn":{"sensitive":false,"action":"noop"}}`,
    );
    expect(parseMessage(text)).toEqual({ type: "outputs", actions: { bucketName: "create", keyArn: "noop" } });
  });

  test.each([
    ["apply_start", "start", "create"],
    ["apply_complete", "complete", "create"],
    ["apply_errored", "failed", "create"],
  ])("counts %s as %s", (type, event, action) => {
    const text = line(
      type,
      "aws_kms_key.Key: ...",
      `"hook":{"resource":${RESOURCE},"action":"${action}","elapsed_seconds":1}`,
    );
    expect(parseMessage(text)).toEqual({ type: "resource", event, address: "aws_kms_key.Key", action });
  });

  test("reads a refresh, which has no action", () => {
    const text = line(
      "refresh_complete",
      "aws_kms_key.Key: Refresh complete",
      `"hook":{"resource":${RESOURCE},"id_key":"id","id_value":"e"}`,
    );
    expect(parseMessage(text)).toMatchObject({ event: "complete", action: "refresh" });
  });

  test("reads an error with the values that it mentions", () => {
    expect(parseMessage(UNSUPPORTED)).toEqual({
      type: "diagnostic",
      diagnostic: {
        severity: "error",
        summary: "Unsupported attribute",
        detail: 'This object does not have an attribute named "domainId".',
        values: [{ traversal: "data.terraform_remote_state.up.outputs", statement: "is object with no attributes" }],
      },
    });
  });

  test.each(["", "panic: runtime error", "{not json"])("keeps %j as text", (text) => {
    expect(parseMessage(text)).toEqual({ type: "other", text });
  });
});

describe("logText", () => {
  test("writes a message as terraform words it", () => {
    expect(logText(line("log", "Installed provider version: hashicorp/aws v5.100.0", `"x":1`))).toBe(
      "Installed provider version: hashicorp/aws v5.100.0",
    );
  });

  test("writes an error with its detail", () => {
    expect(logText(UNSUPPORTED)).toBe(
      'Error: Unsupported attribute\nThis object does not have an attribute named "domainId".',
    );
  });
});
