import { holdsManagedResources, parseTerraformState, TerraformStateError } from "../../../../formats/terraform-state";

/** A state as Terraform 1.11 writes it. */
const WRITTEN = {
  version: 4,
  terraform_version: "1.11.4",
  serial: 7,
  lineage: "3f6c1d1e-8f0c-4c3a-9a55-0c6d4a8d1b11",
  outputs: {
    applied: { value: { content: "f1" }, type: ["object", { content: "string" }] },
    secret: { value: "s", type: "string", sensitive: true },
    nothing: { value: null, type: "dynamic" },
  },
  resources: [
    {
      mode: "data",
      type: "aws_caller_identity",
      name: "me",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 0, attributes: { account_id: "111111111111" }, sensitive_attributes: [] }],
    },
    {
      mode: "managed",
      type: "aws_kms_key",
      name: "Key",
      each: "list",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        { index_key: 0, schema_version: 0, attributes: { id: "k0" }, private: "bnVsbA==" },
        { index_key: 1, status: "tainted", schema_version: 0, attributes: { id: "k1" } },
        { index_key: 1, deposed: "0a1b2c3d", schema_version: 0, attributes: null },
      ],
    },
  ],
  check_results: null,
};

const parse = (content: unknown) => parseTerraformState(JSON.stringify(content));
const refusal = (text: string): TerraformStateError => {
  try {
    parseTerraformState(text);
  } catch (error) {
    if (error instanceof TerraformStateError) return error;
    throw error;
  }
  throw new Error("was read");
};

describe("a state file", () => {
  test("is read with values of outputs, and every object of every resource", () => {
    expect(parse(WRITTEN)).toEqual({
      outputs: { applied: { content: "f1" }, secret: "s", nothing: null },
      resources: [
        {
          mode: "data",
          type: "aws_caller_identity",
          name: "me",
          instances: [{ attributes: { account_id: "111111111111" }, tainted: false }],
        },
        {
          mode: "managed",
          type: "aws_kms_key",
          name: "Key",
          instances: [
            { attributes: { id: "k0" }, tainted: false },
            { attributes: { id: "k1" }, tainted: true },
            { attributes: {}, tainted: false },
          ],
        },
      ],
    });
  });

  test("holds resources where it lists one that is no data source", () => {
    const holds = (...modes: string[]): boolean =>
      holdsManagedResources(parse({ version: 4, resources: modes.map((mode) => ({ mode, type: "t", name: "n" })) })!);
    expect([holds(), holds("data"), holds("data", "managed")]).toEqual([false, false, true]);
    expect(holdsManagedResources(parse({ version: 4 })!)).toBe(false);
  });

  test("is none where it is empty", () => {
    expect(parseTerraformState("")).toBeUndefined();
  });

  test.each(['{"version": 4, "resour', "<html>", " "])("is broken where it is %j", (text) => {
    expect(refusal(text)).toMatchObject({ broken: true, message: expect.stringMatching(/^not JSON: /) as string });
  });

  const resource = { mode: "managed", type: "t", name: "n", instances: [] };
  test.each<[string, unknown, string]>([
    ["a list", [WRITTEN], "not a state: expected an object"],
    ["null", null, "not a state: expected an object"],
    ["of another format", {}, "not a state of version 4, which Terraform writes since 0.12: got no version"],
    ["old", { version: 3 }, "not a state of version 4, which Terraform writes since 0.12: got version 3"],
    ["new", { ...WRITTEN, version: 5 }, "not a state of version 4, which Terraform writes since 0.12: got version 5"],
    [
      "encrypted",
      { meta: {}, encrypted_data: "AAAA", encryption_version: "v0" },
      "encrypted by OpenTofu, which this project does not read",
    ],
    ["without an object of outputs", { version: 4, outputs: [] }, "a broken state: outputs is no object"],
    ["with an output that is no object", { version: 4, outputs: { a: 1 } }, "a broken state: output a is no object"],
    ["without a list of resources", { version: 4, resources: {} }, "a broken state: resources is no list"],
    [
      "with null for a resource",
      { version: 4, resources: [resource, null] },
      "a broken state: resources[1] is no resource",
    ],
    [
      "with a mode that Terraform does not know either",
      { version: 4, resources: [{ ...resource, mode: "other" }] },
      "a broken state: resources[0] is no resource",
    ],
    [
      "with a resource without a list of objects",
      { version: 4, resources: [{ ...resource, instances: {} }] },
      "a broken state: resources[0].instances is no list",
    ],
  ])("is refused where it is %s", (_case, content, message) => {
    expect(refusal(JSON.stringify(content))).toMatchObject({ broken: false, message });
  });
});
