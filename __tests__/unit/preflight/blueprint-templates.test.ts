import { BlueprintTemplates, parametersOf } from "../../../preflight/blueprint-templates";
import { fault, reads } from "./fake-reads";

const DOMAIN = { id: "dzd-1", region: "us-east-1" };
const EXPECTED = [
  ["mode", { allowed: ["ENABLED", "true"], required: false }],
  ["bucketName", { required: true }],
];

describe("parametersOf", () => {
  it.each([
    [
      "JSON",
      JSON.stringify({
        Parameters: { mode: { Default: "ENABLED", AllowedValues: ["ENABLED", true] }, bucketName: { Type: "String" } },
        Resources: {},
      }),
    ],
    [
      "YAML with short forms",
      `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  mode: { Type: String, Default: ENABLED, AllowedValues: [ENABLED, true] }
  bucketName:
    Type: String
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "\${bucketName}-x"
`,
    ],
  ])("reads a template in %s", (_form, template) => {
    expect([...parametersOf(template)]).toEqual(EXPECTED);
  });

  it("reads a template without parameters", () => {
    expect([...parametersOf('{"Resources":{}}')]).toEqual([]);
  });

  it.each(["", "<Error>AccessDenied</Error>", "{}", "[]", "{", "null"])("refuses %p", (text) => {
    expect(() => parametersOf(text)).toThrow();
  });
});

describe("BlueprintTemplates", () => {
  const named = (templateUrl?: string) =>
    reads({ "datazone:GetEnvironmentBlueprint": { provisioningProperties: { cloudFormation: { templateUrl } } } });

  it("reads each template once", async () => {
    let count = 0;
    const templates = new BlueprintTemplates(() => Promise.resolve(`{"Resources":{"${++count}":{}}}`));
    const live = () => templates.live(DOMAIN, "b1", named("https://x/t.json"));
    expect(await Promise.all([live(), live()])).toEqual([
      { from: "live", parameters: new Map() },
      { from: "live", parameters: new Map() },
    ]);
    expect(count).toBe(1);
  });

  it("says that a template cannot be read, without the key in its address", async () => {
    const templates = new BlueprintTemplates(() => Promise.reject(new Error("HTTP 403")));
    await expect(templates.live(DOMAIN, "b1", named("https://x/t.json?X-Amz-Signature=secret"))).rejects.toThrow(
      /^its template https:\/\/x\/t\.json cannot be read: HTTP 403$/,
    );
    await expect(templates.live(DOMAIN, "b2", named())).rejects.toThrow("the blueprint names no template");
  });

  it("passes on a refusal of DataZone as what it is", async () => {
    const refused = reads({ "datazone:GetEnvironmentBlueprint": fault("AccessDeniedException") });
    await expect(new BlueprintTemplates().live(DOMAIN, "b1", refused)).rejects.toMatchObject({
      name: "RefusedReadError",
      action: "datazone:GetEnvironmentBlueprint",
    });
  });

  it("knows what this version knows", () => {
    const templates = new BlueprintTemplates();
    expect(templates.known("S3Bucket").parameters.get("bucketName")).toEqual({ required: true });
    expect(templates.known("Workflows")).toEqual({ from: "known", parameters: new Map() });
  });
});
