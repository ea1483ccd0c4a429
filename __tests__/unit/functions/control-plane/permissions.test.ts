import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../../../../contracts/control-plane";
import {
  ACCESS_LIST_PERMISSIONS,
  KIND_PERMISSIONS,
  LEDGER_PERMISSIONS,
} from "../../../../contracts/control-plane/permissions";

const FOLDER = join(__dirname, "../../../../functions/control-plane");
const SERVICES: Record<string, string> = { datazone: "datazone", lakeformation: "lakeformation", ssm: "ssm" };

/** Source files whose commands a kind sends, beside the engine's. */
const FILES: Record<Kind, readonly string[]> = {
  Domain: ["handlers/domain.ts"],
  DomainUnit: ["handlers/domain-unit.ts"],
  GroupProfile: ["handlers/group-profile.ts"],
  BlueprintConfiguration: ["handlers/blueprint-configuration.ts", "handlers/blueprint-ids.ts"],
  AccountPool: ["handlers/account-pool.ts"],
  ProjectProfile: [
    "handlers/project-profile.ts",
    "handlers/blueprint-ids.ts",
    "handlers/environment-configurations.ts",
  ],
  Project: ["handlers/project.ts", "handlers/user-parameters.ts"],
  ProjectMembership: ["handlers/project-membership.ts"],
  DataLakeAdministrators: ["handlers/data-lake-administrators.ts", "handlers/data-lake-settings.ts"],
  AssociationProof: ["handlers/association-proof.ts"],
  AssetTypeGrant: ["handlers/asset-type-grant.ts"],
  PolicyGrant: ["handlers/policy-grant.ts"],
  DomainUnitOwner: ["handlers/domain-unit-owner.ts"],
};

/** IAM actions of the SDK commands that a file imports: they have the same names. */
function actionsOf(file: string): string[] {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const imports = [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z]+)"/g)];
  return imports.flatMap(([, names, client]) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, action]) => `${SERVICES[client]}:${action}`),
  );
}

describe("permissions", () => {
  it.each(Object.keys(FILES) as Kind[])("of %s are the commands that its handler sends", (kind) => {
    const { readActions, writeActions } = KIND_PERMISSIONS[kind];
    const sent = new Set(FILES[kind].flatMap(actionsOf));
    // The engine asks for the domain where a kind lives in one and the association is not itself the question.
    if (!["DataLakeAdministrators", "AssociationProof"].includes(kind)) sent.add("datazone:GetDomain");

    expect([...readActions, ...writeActions].sort()).toEqual([...sent].sort());
    expect(readActions.every((action) => /:(Get|List|Search)/.test(action))).toBe(true);
    expect(writeActions.some((action) => /:(Get|List|Search)/.test(action))).toBe(false);
  });

  it("of the ledger are the commands that it sends", () => {
    expect([...LEDGER_PERMISSIONS.readActions, ...LEDGER_PERMISSIONS.writeActions].sort()).toEqual(
      actionsOf("engine/ledger.ts").sort(),
    );
  });

  it("of the list of grants and owners are the commands that it sends, none of which writes", () => {
    const { grants, owners } = ACCESS_LIST_PERMISSIONS;
    expect([...grants, ...owners].sort()).toEqual(actionsOf("access-list.ts").sort());
    expect([...grants, ...owners].every((action) => /:(Get|List)/.test(action))).toBe(true);
  });

  it("of the engine are GetDomain only", () => {
    expect(actionsOf("engine/domain-visibility.ts")).toEqual(["datazone:GetDomain"]);
  });
});
