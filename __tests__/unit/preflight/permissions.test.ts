import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { EnvironmentInput } from "../../../configuration/model";
import { PREFLIGHT_ACTIONS, preflightPermissions } from "../../../deploy-role/preflight-permissions";
import { uselessParts } from "../../support/service-authorization";
import { stageOf } from "../../support/stages";

const FOLDER = resolve(__dirname, "../../../preflight");
/** Prefixes of actions, where they are not the package's name. */
const PREFIXES: Readonly<Record<string, string>> = { "service-quotas": "servicequotas", "sso-admin": "sso" };
const ACTIONS: Readonly<Record<string, string>> = { "s3:HeadBucket": "s3:ListBucket" };

/** IAM actions of the SDK commands that the files of preflight send. */
function sentActions(): string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const actions = files.flatMap((name) => {
    const source = readFileSync(join(FOLDER, name), "utf8");
    return [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z0-9-]+)"/g)].flatMap(
      ([, names, client]) =>
        [...names.matchAll(/\b(\w+)Command\b/g)].map(([, command]) => `${PREFIXES[client] ?? client}:${command}`),
    );
  });
  return [...new Set(actions.map((action) => ACTIONS[action] ?? action))];
}

const input: EnvironmentInput = {
  governanceAccount: "owner",
  accounts: {
    owner: { id: "000000000001" },
    finance: {
      id: "000000000011",
      blueprints: { Tooling: {} },
      regions: {
        "eu-west-1": {
          network: {
            mode: "existing",
            vpcId: "vpc-00000001",
            subnets: [{ id: "subnet-00000001" }, { id: "subnet-00000002" }],
          },
        },
      },
    },
  },
  domain: { name: "example", region: "eu-west-1" },
};
const permissionsIn = (account: "finance" | "owner", changes: Partial<EnvironmentInput> = {}) => {
  const stage = stageOf({ ...input, ...changes });
  return preflightPermissions(stage, stage.accounts[account]);
};

describe("permissions of preflight", () => {
  it("are about every command that preflight sends, and no other", () => {
    expect(Object.keys(PREFLIGHT_ACTIONS).sort()).toEqual(sentActions().sort());
  });

  it("read only", () => {
    for (const { access, action } of [...permissionsIn("owner"), ...permissionsIn("finance")]) {
      expect(access).toBe("read");
      expect(action).toMatch(/:(Get|List|Describe)|^kms:Decrypt$/);
    }
  });

  it.each(["owner", "finance"] as const)("of %s name what the actions are about", async (account) => {
    for (const { action, resource } of permissionsIn(account))
      expect(await uselessParts(action, [resource])).toEqual([]);
  });

  it("are as narrow as the account's part: nobody but the owner asks the domain, and hosts alone their network", () => {
    const actions = (account: "finance" | "owner") => permissionsIn(account).map(({ action }) => action);
    expect(actions("finance")).not.toContain("datazone:ListProjects");
    expect(actions("owner")).not.toContain("ec2:DescribeVpcs");
    expect(permissionsIn("finance").find(({ action }) => action === "ec2:DescribeVpcAttribute")?.resource).toBe(
      "arn:aws:ec2:eu-west-1:000000000011:vpc/vpc-00000001",
    );
    expect(
      permissionsIn("finance")
        .filter(({ action }) => action === "s3:ListBucket")
        .map(({ resource }) => resource),
    ).toEqual([
      "arn:aws:s3:::smus-tfstate-000000000011-eu-west-1",
      "arn:aws:s3:::amazon-sagemaker-smus-000000000011-eu-west-1",
    ]);
  });

  it("leave out the domain's key where DataZone encrypts with its own, and name one that is given", () => {
    const decrypt = (kmsKeyArn?: string) =>
      permissionsIn("finance", { domain: { ...input.domain, kmsKeyArn } as never }).filter(
        ({ action }) => action === "kms:Decrypt",
      );
    const arn = "arn:aws:kms:eu-west-1:000000000001:key/11111111-1111-1111-1111-111111111111";
    expect(decrypt("aws-owned")).toEqual([]);
    expect(decrypt(arn).map(({ resource, condition }) => [resource, condition])).toEqual([
      [arn, { StringEquals: { "kms:ViaService": "datazone.eu-west-1.amazonaws.com" } }],
    ]);
  });
});
