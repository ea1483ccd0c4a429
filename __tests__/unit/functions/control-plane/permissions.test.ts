import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KIND_NAMES, type Kind } from "../../../../contracts/kinds";
import { COMPLETENESS_PERMISSIONS } from "../../../../contracts/control-plane";
import {
  ACCESS_LIST_PERMISSIONS,
  KIND_PERMISSIONS,
  LEDGER_PERMISSIONS,
} from "../../../../contracts/control-plane/permissions";

const FOLDER = join(__dirname, "../../../../functions/control-plane");
const SERVICES: Record<string, string> = { datazone: "datazone", lakeformation: "lakeformation", ssm: "ssm" };

/** The source file of a kind's handler and those that it imports beside it: their commands are what the kind sends. */
function filesOf(kind: Kind): string[] {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const file = `handlers/${name}.ts`;
    if (files.has(file)) return;
    files.add(file);
    const source = readFileSync(join(FOLDER, file), "utf8");
    for (const [, imported] of source.matchAll(/from "\.\/([a-z-]+)"/g)) visit(imported);
  };
  visit(kind.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
  return [...files];
}

/** IAM actions of the SDK commands that a file imports: they have the same names. */
function actionsOf(file: string): string[] {
  const source = readFileSync(join(FOLDER, file), "utf8");
  const imports = [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z]+)"/g)];
  return imports.flatMap(([, names, client]) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, action]) => `${SERVICES[client]}:${action}`),
  );
}

describe("permissions", () => {
  it.each(KIND_NAMES)("of %s are the commands that its handler sends", (kind) => {
    const { readActions, writeActions } = KIND_PERMISSIONS[kind];
    const sent = new Set(filesOf(kind).flatMap(actionsOf));
    // The engine asks for the domain where a kind lives in one and the association is not itself the question.
    if (!["DataLakeAdministrators", "AssociationProof"].includes(kind)) sent.add("datazone:GetDomain");

    expect([...readActions, ...writeActions].sort()).toEqual([...sent].sort());
    expect(readActions.every((action) => /:(Batch)?(Get|List|Search)/.test(action))).toBe(true);
    expect(writeActions.some((action) => /:(Batch)?(Get|List|Search)/.test(action))).toBe(false);
  });

  it("of the ledger are the commands that it sends", () => {
    const { readActions, writeActions, listActions } = LEDGER_PERMISSIONS;
    expect([...readActions, ...writeActions, ...listActions].sort()).toEqual(actionsOf("engine/ledger.ts").sort());
  });

  it("of the list of grants and owners are the commands that it sends, none of which writes", () => {
    const { grants, owners } = ACCESS_LIST_PERMISSIONS;
    expect([...grants, ...owners].sort()).toEqual(actionsOf("access-list.ts").sort());
    expect([...grants, ...owners].every((action) => /:(Get|List)/.test(action))).toBe(true);
  });

  it("of the question about assets are the commands that it sends, none of which writes", () => {
    const files = [
      "completeness.ts",
      "publishing-rules.ts",
      "handlers/project-connections.ts",
      "handlers/term-names.ts",
    ];
    expect([...COMPLETENESS_PERMISSIONS]).toEqual([...new Set(files.flatMap(actionsOf))].sort());
    expect(COMPLETENESS_PERMISSIONS.every((action) => /:(Get|List|Search)/.test(action))).toBe(true);
  });

  it("of the engine are GetDomain only", () => {
    expect(actionsOf("engine/domain-visibility.ts")).toEqual(["datazone:GetDomain"]);
  });
});
