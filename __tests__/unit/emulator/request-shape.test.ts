import { desiredStateProblems } from "../../../packages/emulator/validation/desired-state";
import { requestProblems } from "../../../packages/emulator/validation/request-shape";
import type { ServiceModel } from "../../../packages/emulator/validation/service-model";

/** One operation with one of each constraint, in botocore's form. */
const MODEL: ServiceModel = {
  metadata: {},
  operations: { Put: { http: { method: "PUT", requestUri: "/" }, input: { shape: "Input" } } },
  shapes: {
    Input: {
      type: "structure",
      required: ["name"],
      members: {
        name: { shape: "Name" },
        mode: { shape: "Mode" },
        size: { shape: "Size" },
        on: { shape: "Flag" },
        tags: { shape: "Tags" },
        list: { shape: "List" },
        one: { shape: "Union" },
      },
    },
    Name: { type: "string", min: 1, max: 4, pattern: "[\\w -]+" },
    Mode: { type: "string", enum: ["A", "B"] },
    Size: { type: "integer", min: 1, max: 3 },
    Flag: { type: "boolean" },
    Tags: { type: "map", key: { shape: "Name" }, value: { shape: "Name" }, max: 1 },
    List: { type: "list", member: { shape: "Mode" }, max: 2 },
    Union: { type: "structure", union: true, members: { a: { shape: "Name" }, b: { shape: "Name" } } },
  },
};

describe("request shapes", () => {
  it("accepts what the model allows, and treats null as left out", () => {
    const input = { name: "ab", mode: "A", size: 2, on: false, tags: { k: "v" }, list: ["B"], one: { a: "x" } };
    expect(requestProblems(MODEL, "Put", { ...input, on: null })).toEqual([]);
  });

  it.each([
    [{}, "name: required"],
    [{ name: null }, "name: required"],
    [{ name: "a/b" }, 'name: "a/b" does not match [\\w -]+'],
    [{ name: "abcde" }, "name: length: 5 is more than 4"],
    [{ name: 1 }, "name: expected a string, got 1"],
    [{ name: "a", nope: 1 }, "nope: unknown member"],
    [{ name: "a", mode: "C" }, 'mode: "C" is not one of A, B'],
    [{ name: "a", size: 4 }, "size: 4 is more than 3"],
    [{ name: "a", size: 1.5 }, "size: expected an integer, got 1.5"],
    [{ name: "a", on: "true" }, 'on: expected a boolean, got "true"'],
    [{ name: "a", tags: { k: "v", l: "w" } }, "tags: number of entries: 2 is more than 1"],
    [{ name: "a", list: ["A", "X"] }, 'list[1]: "X" is not one of A, B'],
    [{ name: "a", list: {} }, "list: expected a list"],
    [{ name: "a", one: { a: "x", b: "y" } }, "one: exactly one of a, b must be set, got 2"],
    [{ name: "a", one: {} }, "one: exactly one of a, b must be set, got 0"],
  ])("names what is wrong with %j", (input, problem) => {
    expect(requestProblems(MODEL, "Put", input)).toEqual([problem]);
  });
});

describe("what is newer than the model", () => {
  const model: ServiceModel = {
    ...MODEL,
    shapes: {
      Input: {
        type: "structure",
        members: { type: { shape: "ConnectionType" }, props: { shape: "ConnectionPropertiesInput" } },
      },
      ConnectionType: { type: "string", enum: ["IAM"] },
      ConnectionPropertiesInput: {
        type: "structure",
        union: true,
        members: { iamProperties: { shape: "ConnectionType" } },
      },
    },
  };
  const problems = (input: Record<string, unknown>) => requestProblems(model, "Put", input);

  it("is a value of an enumeration, and the member of a union", () => {
    expect(problems({ type: "GIT", props: { gitProperties: {} } })).toEqual([]);
  });

  it("is still one member of one union, and no value of another enumeration", () => {
    expect(problems({ props: { gitProperties: {}, iamProperties: "IAM" } })).toEqual([
      "props: exactly one of iamProperties must be set, got 2",
    ]);
    expect(problems({ type: "HG" })).toEqual(['type: "HG" is not one of IAM']);
    expect(requestProblems(MODEL, "Put", { name: "a", one: { gitProperties: {} } })).toEqual([
      "one.gitProperties: unknown member",
      "one: exactly one of a, b must be set, got 0",
    ]);
  });
});

describe("desired states", () => {
  const schema = {
    typeName: "AWS::DataZone::Test",
    primaryIdentifier: ["/properties/Id"],
    readOnlyProperties: ["/properties/Id"],
    type: "object",
    additionalProperties: false,
    required: ["Name"],
    properties: { Id: { type: "string" }, Name: { $ref: "#/definitions/Name" } },
    definitions: { Name: { type: "string", pattern: "^[\\p{L}]+$" } },
  };

  it("accepts a valid state, whatever Java patterns the schema has", () => {
    expect(desiredStateProblems(schema, { Name: "Größe 1" })).toEqual([]);
  });

  it("names missing, unknown and read-only properties", () => {
    const problems = desiredStateProblems(schema, { Id: "x", Nope: 1 });
    expect(problems.join("\n")).toMatch(/required property 'Name'/);
    expect(problems.join("\n")).toMatch(/"additionalProperty":"Nope"/);
    expect(problems).toContain("/properties/Id: read-only property in a desired state");
  });
});
