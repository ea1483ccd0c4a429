import { readFileSync } from "node:fs";
import path from "node:path";
import { buildPortal, FILES_BELOW, portalHeaders } from "../../../portal";
import { formatted, OPERATIONS_FILE, portalOperations } from "../../../tools/generate-portal-operations";

const ROOT = path.resolve(__dirname, "../../..");

describe("the files of the portal", () => {
  const files = buildPortal();
  const document = files.get("/")!;
  const others = [...files.keys()].filter((path) => path !== "/");

  test("are a document, a script, a style sheet and an icon, each named by its content", () => {
    expect(others.map((name) => name.replace(/[0-9a-f]{16}/, "HASH"))).toEqual([
      `${FILES_BELOW}app-HASH.js`,
      `${FILES_BELOW}app-HASH.css`,
      `${FILES_BELOW}icon-HASH.svg`,
    ]);
    for (const name of others) {
      expect(document.content).toContain(`"${name}"`);
      expect(files.get(name)?.cache).toContain("immutable");
    }
    expect(document.cache).toBe("no-cache");
  });

  test("are the same each time", () => expect(buildPortal()).toEqual(files));

  test("need no script or style in the document, and nothing from elsewhere", () => {
    expect(document.content).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=|https?:/);
  });

  test("are small: a phone loads them in a moment", () => {
    const bytes = [...files.values()].reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    expect(bytes).toBeLessThan(180_000);
  });

  test("know nothing of Node.js", () => {
    const script = files.get(others[0])!.content;
    expect(script).not.toMatch(/require\("|node:crypto/);
  });
});

describe("the headers of the portal", () => {
  test("let it talk to its own origin and the issuer's alone", () => {
    const policy = portalHeaders({ connect: ["https://login.example.com/tenant", "https://login.example.com"] })[
      "content-security-policy"
    ];
    expect(policy).toContain("connect-src 'self' https://login.example.com;");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  test("refuse what is no address", () => expect(() => portalHeaders({ connect: ["login; script-src *"] })).toThrow());
});

test("the operations are those of the API's table of routes: npm run generate:portal", () => {
  expect(readFileSync(path.join(ROOT, OPERATIONS_FILE), "utf8")).toBe(formatted(portalOperations()));
});
