import { BLUEPRINT_NAMES, BLUEPRINTS, TOOLING_BLUEPRINTS } from "../../../contracts/service/blueprints";
import {
  CREATE_ONLY,
  KIND_PROPERTIES,
  readRequest,
  REPLACEMENT_REFUSED,
  writeRequest,
  type Kind,
} from "../../../contracts/control-plane";
import { ERROR_CODES } from "../../../configuration/problems/error-codes";

const KINDS = Object.keys(KIND_PROPERTIES) as Kind[];
const WRITE = {
  kind: "DomainUnit",
  key: "dev/finance",
  properties: {},
  ticket: "2031-01-01T00:00:00Z",
  reason: "",
  incarnation: "first",
  tf: { action: "create", prev_input: null },
};

describe("control-plane messages", () => {
  it("have create-only properties for every kind, and none for others", () => {
    expect(Object.keys(CREATE_ONLY).sort()).toEqual([...KINDS].sort());
  });

  it.each(KINDS)("name create-only properties of %s that it has", (kind) => {
    const members = Object.keys(KIND_PROPERTIES[kind].shape);
    expect(members).toEqual(expect.arrayContaining([...CREATE_ONLY[kind]]));
  });

  it("never replace the domain", () => {
    expect(REPLACEMENT_REFUSED).toEqual(["Domain"]);
  });

  it.each(KINDS)("refuse properties of %s that it does not have", (kind) => {
    expect(KIND_PROPERTIES[kind].safeParse({ surprise: 1 }).success).toBe(false);
  });

  it("accept a write of every action, and of a first apply", () => {
    for (const action of ["create", "update", "delete"]) {
      const prev_input = action === "create" ? null : { kind: "DomainUnit" };
      expect(writeRequest.safeParse({ ...WRITE, tf: { action, prev_input } }).success).toBe(true);
    }
  });

  it.each([
    ["an unknown kind", { ...WRITE, kind: "Surprise" }],
    ["a ledger key that SSM would refuse", { ...WRITE, key: "dev/fin ance" }],
    ["an unknown action", { ...WRITE, tf: { action: "read" } }],
    ["a missing ticket", { ...WRITE, ticket: undefined }],
    ["an unknown member", { ...WRITE, extra: true }],
  ])("refuse %s", (_, message) => {
    expect(writeRequest.safeParse(message).success).toBe(false);
  });

  it("refuse a read that carries a ticket", () => {
    const { kind, key, properties } = WRITE;
    expect(readRequest.safeParse({ action: "read", kind, key, properties }).success).toBe(true);
    expect(readRequest.safeParse({ action: "read", kind, key, properties, ticket: "x" }).success).toBe(false);
  });
});

describe("values that are missing", () => {
  const ROLES = { domainExecutionRoleArn: "arn:execution", serviceRoleArn: "arn:service" };
  const DOMAIN = { name: "n", ...ROLES, singleSignOn: { type: "DISABLED" } };

  it.each(["", "aws-owned"])("are no text %j for the key of a domain", (kmsKeyArn) => {
    expect(KIND_PROPERTIES.Domain.safeParse(DOMAIN).success).toBe(true);
    expect(KIND_PROPERTIES.Domain.safeParse({ ...DOMAIN, kmsKeyArn }).success).toBe(false);
  });

  it.each([
    ["S3Location", "none"],
    ["VpcId", "none"],
    ["KmsKeyArn", "aws-owned"],
  ])("are refused as parameter %s: the foundation's word %j is no value", (name, word) => {
    const sent = (parameters: Record<string, string>) =>
      KIND_PROPERTIES.BlueprintConfiguration.safeParse({
        domainId: "dzd-1",
        blueprint: "Tooling",
        enabledRegions: ["eu-west-1"],
        regionalParameters: { "eu-west-1": parameters },
        globalParameters: {},
      });
    expect(sent({ [name]: "x", other: word }).success).toBe(true);
    const refused = sent({ [name]: word });
    expect(refused.error?.issues).toEqual([
      expect.objectContaining({
        path: ["regionalParameters", "eu-west-1"],
        message: "the account lacks this as it was last applied; apply its foundation first",
      }),
    ]);
  });
});

describe("blueprints", () => {
  it("are 23, each described, Tooling among them", () => {
    expect(new Set(BLUEPRINT_NAMES).size).toBe(23);
    expect(Object.keys(BLUEPRINTS).sort()).toEqual([...BLUEPRINT_NAMES].sort());
    expect(BLUEPRINT_NAMES).toEqual(expect.arrayContaining([...TOOLING_BLUEPRINTS]));
  });
});

describe("error codes", () => {
  it.each(Object.entries(ERROR_CODES))("%s says what is wrong and how to repair it", (code, { meaning, fix }) => {
    expect(code).toMatch(/^[A-Z][A-Z_]+$/);
    for (const text of [meaning, fix]) expect(text).toMatch(/^\S.*([^.\s]|\.\.\.)$/);
    expect(fix).not.toBe(meaning);
  });
});
