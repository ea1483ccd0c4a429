import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { partitionOf } from "../../../adoption";
import { READING_ACTIONS, readingPermissions } from "../../../adoption/reading/permissions";
import { uselessParts } from "../../support/service-authorization";

const FOLDER = resolve(__dirname, "../../../adoption");

/** IAM actions of the SDK commands that adoption's files import: they have the same names. */
function sentActions(): string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const actions = files.flatMap((name) => {
    const source = readFileSync(join(FOLDER, name), "utf8");
    return [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z]+)"/g)].flatMap(([, names, client]) =>
      [...names.matchAll(/\b(\w+)Command\b/g)].map(([, action]) => `${client}:${action}`),
    );
  });
  // AWS CodeConnections is read without an SDK of its own: the reader's methods have the names of the actions.
  const git = readFileSync(join(FOLDER, "reading/git.ts"), "utf8");
  const asked = [...git.matchAll(/codeConnections\.(\w)(\w+)\(/g)];
  const read = asked.map(([, first, rest]) => `codeconnections:${first.toUpperCase()}${rest}`);
  return [...new Set([...actions, ...read])];
}

describe("readingPermissions", () => {
  it("are about every command that adoption sends, and no other", () => {
    expect(Object.keys(READING_ACTIONS).sort()).toEqual(sentActions().sort());
  });

  it("write nothing", () => {
    const { governance, member } = readingPermissions({ partition: "aws" });
    for (const { action } of [...governance, ...member])
      expect(action).toMatch(/:(Get|List|Search)|^kms:(Decrypt|DescribeKey)$/);
  });

  it("give members a part of what the account that owns the domain needs", () => {
    const { governance, member } = readingPermissions({ partition: "aws" });
    expect(governance).toEqual(expect.arrayContaining(member));
    expect(member.map(({ action }) => action)).not.toContain("datazone:GetProject");
  });

  it.each(["us-east-1", "us-gov-west-1", "cn-north-1"])(
    "name what the actions are about, in %s alone",
    async (region) => {
      const partition = partitionOf(region);
      const { governance } = readingPermissions({ partition, region });
      for (const { action, resource, condition } of governance) {
        expect(await uselessParts(action, [resource])).toEqual([]);
        if (resource !== "*") expect(resource).toMatch(new RegExp(`^arn:${partition}:`));
        if (condition !== undefined) expect(JSON.stringify(condition)).toContain(`datazone.${region}.amazonaws.com`);
      }
      const domains = governance
        .filter(({ action }) => action === "datazone:GetDomain")
        .map(({ resource }) => resource);
      expect(domains).toEqual([`arn:${partition}:datazone:${region}:*:domain/*`]);
    },
  );

  it("asks for a role at the path that AWS's console gives it, and at the root", () => {
    const roles = readingPermissions({ partition: "aws", region: "eu-west-1" })
      .member.filter(({ action }) => action === "iam:GetRole")
      .map(({ resource }) => resource);
    expect(roles).toEqual(
      expect.arrayContaining([
        "arn:aws:iam::*:role/AmazonSageMakerManageAccess-eu-west-1-*",
        "arn:aws:iam::*:role/service-role/AmazonSageMakerManageAccess-eu-west-1-*",
      ]),
    );
  });
});
