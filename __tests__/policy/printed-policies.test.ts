import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { policies } from "../../deploy-role/policies";
import { findingsByReference } from "./by-reference";
import type { Statement } from "./policy-documents";

const ROOT = resolve(__dirname, "../..");

describe.each(["deploy", "plan"] as const)("policies of the %s role", (access) => {
  it.each(["environments", "environments/samples/comprehensive"])(
    "for %s can have an effect, every statement",
    (at) => {
      const printed = policies({ directory: join(ROOT, at), access });
      const findings = Object.entries(printed).flatMap(([account, purposes]) =>
        Object.entries(purposes).flatMap(([purpose, documents]) =>
          documents.flatMap(({ Statement: statements }) =>
            findingsByReference(statements, "identity").map((finding) => `${account}, ${purpose}, ${finding}`),
          ),
        ),
      );
      expect(findings).toEqual([]);
    },
  );
});

describe("policies in the documentation", () => {
  const documents = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) =>
      [...readFileSync(join(ROOT, "docs", file), "utf8").matchAll(/^( *)```json\n([\s\S]*?)^\1```$/gm)]
        .filter(([, , text]) => text.includes(`"Statement"`))
        // Readers write numbers of accounts in the place of names in capitals.
        .map(([, , text]) => text.replace(/[A-Z_]*ACCOUNT_ID/g, "111122223333"))
        .map((text) => ({ file, ...(JSON.parse(text) as { readonly Statement: readonly Statement[] }) })),
    );

  it("can have an effect, every statement", () => {
    expect(documents.length).toBeGreaterThan(0);
    const findings = documents.flatMap(({ file, Statement: statements }) => {
      const kind = statements.some(({ Principal }) => Principal !== undefined) ? "trust" : "identity";
      return findingsByReference(statements, kind).map((finding) => `${file}, ${finding}`);
    });
    expect(findings).toEqual([]);
  });
});
