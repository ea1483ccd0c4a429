import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  checkConfiguration,
  ConfigurationError,
  listStages,
  loadAllStages,
  loadStage,
} from "../../../../configuration";

const MINIMAL = `{ governanceAccount: "g", accounts: { g: { id: "000000000001" } }, domain: { name: "d", region: "us-east-1" } }`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "smus-environments-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), content);
  }
}

/** The problems of the directory, as `CODE file: got`. */
function problems(stage?: string): string[] {
  return checkConfiguration(directory, stage).problems.map(
    ({ code, file, got }) => `${code} ${path.basename(file)}: ${got}`,
  );
}

describe("a directory outside of the project", () => {
  test("holds stages in TypeScript, JavaScript and JSON", () => {
    write({
      "a.ts": `import { defineEnvironment } from "smus-cdktf";\nconst name: string = "a";\nexport default defineEnvironment(${MINIMAL});`,
      "b.js": `const { defineEnvironment } = require("smus-cdktf"); module.exports = defineEnvironment(${MINIMAL.replace("0001", "0002")});`,
      "c.json": MINIMAL.replace(/(\w+):/g, '"$1":').replace("0001", "0003"),
    });
    expect(loadAllStages(directory).map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  test("holds stages under every ending that TypeScript and Node know, with or without a byte order mark", () => {
    const file = (id: number) => MINIMAL.replace("0001", `000${id}`);
    write({
      "a.mts": `import { x } from "./x.mjs";\nexport default x;`,
      "x.mts": `export const x = ${file(1)};`,
      "b.cts": `\uFEFFexport default ${file(2)};`,
      "c.mjs": `export default ${file(3)};`,
      "d.cjs": `module.exports = ${file(4)};`,
      "e.json": `\uFEFF${file(5).replace(/(\w+):/g, '"$1":')}`,
      "eslint.config.mjs": "throw new Error();",
      "x.d.mts": "export default 1;",
    });
    expect(loadAllStages(directory).map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("needs no CommonJS: a package.json of an ES module changes nothing", () => {
    write({
      "package.json": `{ "type": "module" }`,
      "a.ts": `import { x } from "./lib/x.js";\nexport default x;`,
      "lib/x.ts": `export const x = ${MINIMAL};`,
    });
    expect(listStages(directory)).toEqual(["a"]);
    expect(loadStage("a", directory).domain.name).toBe("d");
  });

  test("can import this project by a relative path, a folder's index, JSON and Node's own modules", () => {
    const project = path.relative(directory, path.resolve(__dirname, "../../../../configuration"));
    write({
      "a.ts": `import { blueprints, TEMPLATES } from "${project}";\nimport { namePrefix } from "./parts";\nimport account from "./account.json";\nimport path from "node:path";\n
        export default { organization: { namePrefix }, governanceAccount: "g", accounts: { g: { id: account.id, blueprints: blueprints("Tooling") } },
        domain: { name: path.basename("/x/" + Object.keys(TEMPLATES)[0]), region: "us-east-1" } };`,
      "parts/index.ts": `export const namePrefix = "acme";`,
      "account.json": `{ "id": "000000000001" }`,
      "_draft.json": "{",
    });
    expect(problems()).toEqual([]);
    // What a stage imports is data for it, not a stage.
    expect(listStages(directory)).toEqual(["a"]);
    rmSync(path.join(directory, "account.json"));
    write({ "parts/account.json": `{ "id": "000000000001" }` });
    expect(problems()).toEqual(['FILE_UNREADABLE a.ts: cannot find "./account.json"']);
  });

  test("can import the helpers by a path below the package's name, and packages that are ES modules", () => {
    write({
      "package.json": `{ "type": "module" }`,
      "a.ts": `import { blueprints } from "smus-cdktf/configuration";\nimport { id } from "ids";\nimport * as names from "./names.cjs";
        export default { governanceAccount: "g", accounts: { g: { id, blueprints: blueprints("Tooling") } }, domain: { name: names.domain, region: "us-east-1" } };`,
      "names.cjs": `const { defineFragment } = require("smus-cdktf");\nexports.domain = defineFragment("domain", "d");`,
      "node_modules/ids/package.json": `{ "name": "ids", "type": "module", "exports": "./ids.js" }`,
      "node_modules/ids/ids.js": `export const id = "000000000001";`,
    });
    expect(problems()).toEqual([]);
    expect(loadStage("a", directory).accounts.g.id).toBe("000000000001");
  });

  test("can take a map from a JSON file as it is", () => {
    write({
      "a.ts": `import accounts from "./accounts.json";\nexport default { governanceAccount: "g", accounts, domain: { name: "d", region: "us-east-1" } };`,
      "accounts.json": `{ "g": { "id": "000000000001" } }`,
    });
    expect(problems()).toEqual([]);
    expect(Object.keys(loadStage("a", directory).accounts)).toEqual(["g"]);
  });

  test("may be reached through a link: files have the names that they have in it", () => {
    write({
      "real/a.ts": `import { x } from "./lib/x";\nexport default x;`,
      "real/b.ts": `import id from "./id.json";\nexport default id.nothing.at.all;`,
      "real/id.json": "{}",
      "real/lib/x.ts": "export const x = ;",
    });
    symlinkSync(path.join(directory, "real"), path.join(directory, "link"));
    const { problems: found } = checkConfiguration(path.join(directory, "link"));
    expect(found.map(({ file, got }) => `${file}: ${got}`)).toEqual([
      expect.stringMatching(/^b.ts: line 2: Cannot read properties of undefined/),
      expect.stringMatching(/^lib\/x.ts: line 1: .*\(imported by a.ts\)$/),
    ]);
  });

  test("ignores fragments, indexes, declarations, drafts, dot files and files of other tools", () => {
    write({
      "dev.ts": `export default ${MINIMAL};`,
      "fragment.ts": "export const x = 1;",
      "types.ts": "export interface Team {\n  name: string;\n}",
      "index.ts": "throw new Error();",
      "types.d.ts": "export default 1;",
      "_draft.ts": "export default {",
      ".hidden.ts": "export default {",
      "package.json": "{}",
      "tsconfig.base.json": "{}",
      "jest.config.js": "module.exports = {};",
      "dev.test.ts": "test('x', () => {});",
      "README.md": "",
    });
    expect(listStages(directory)).toEqual(["dev"]);
    expect(problems()).toEqual([]);
  });
});

describe("a file that cannot be used", () => {
  test.each([
    ["a syntax error", "export default {\n  a: [1,\n};", /^FILE_UNREADABLE dev.ts: line 3: /],
    [
      "a file that throws",
      "const x = {} as any;\n\nexport default x.a.b;",
      /^FILE_UNREADABLE dev.ts: line 3: Cannot read properties of undefined \(reading 'b'\)$/,
    ],
    ["a file that exports nothing", "const x = 1;\nexport {};", /^STAGE_EXPORT_MISSING dev.ts: no export$/],
    ["an empty file", "", /^STAGE_EXPORT_MISSING dev.ts: no export$/],
    ["an object that is no stage", "export default { id: 1 };", /^STAGE_EXPORT_MISSING dev.ts: {"id":1}$/],
    [
      "a misspelt helper",
      'import { blueprint } from "smus-cdktf";\nexport default blueprint("Tooling");',
      /^FILE_UNREADABLE dev.ts: line 2: blueprint is not a function$/,
    ],
    ["a thrown text", "throw 'no';", /^FILE_UNREADABLE dev.ts: no$/],
    ["null that is thrown", "throw null;", /^FILE_UNREADABLE dev.ts: null was thrown$/],
    ["undefined that is thrown", "throw undefined;", /^FILE_UNREADABLE dev.ts: undefined was thrown/],
    ["an object that is thrown", "throw { message: 42 };", /^FILE_UNREADABLE dev.ts: an object was thrown/],
    ["a bare object that is thrown", "throw Object.create(null);", /^FILE_UNREADABLE dev.ts: an object was thrown/],
    ["a symbol that is thrown", "throw Symbol('x');", /^FILE_UNREADABLE dev.ts: symbol Symbol\(x\) was thrown/],
    [
      "an object that is thrown and throws",
      "throw new Proxy({}, { get() { throw new Error(); } });",
      /^FILE_UNREADABLE dev.ts: something that cannot be shown$/,
    ],
    [
      "a default export that throws",
      "Object.defineProperty(exports, 'default', { enumerable: true, get() { throw new Error('no'); } });",
      /^FILE_UNREADABLE dev.ts: .*no$/,
    ],
    [
      "a default export whose keys throw",
      "export default new Proxy({}, { ownKeys() { throw new Error('no'); } });",
      /^FILE_UNREADABLE dev.ts: .*no$/,
    ],
    ["an end of the process", "process.exit(0);", /^FILE_UNREADABLE dev.ts: line 1: the file calls process.exit\(0\)/],
    ["a signal", "\nprocess.kill(process.pid);", /^FILE_UNREADABLE dev.ts: line 2: the file calls process.kill\(/],
    ["a crash", "process.abort();", /^FILE_UNREADABLE dev.ts: line 1: the file calls process.abort\(\)/],
    [
      "a rejected promise beside a stage",
      `export default ${MINIMAL};\nPromise.reject(new Error("late"));`,
      /^FILE_UNREADABLE dev.ts: a promise was rejected: Error: late$/,
    ],
    [
      "a function that rejects beside a stage",
      `export default ${MINIMAL};\n(async () => { throw new TypeError("late"); })();`,
      /^FILE_UNREADABLE dev.ts: a promise was rejected: TypeError: late$/,
    ],
    [
      "a module that is not there",
      'import x from "no-such-package";\nexport default x;',
      /^FILE_UNREADABLE dev.ts: .*Cannot find module 'no-such-package'/,
    ],
    [
      "a file that is not there",
      'import x from "./nothing";\nexport default x;',
      /^FILE_UNREADABLE dev.ts: cannot find "\.\/nothing"$/,
    ],
    [
      "an import of the helpers from where a sample has them",
      'import { x } from "../../index";\nexport default x;',
      /^FILE_UNREADABLE dev.ts: cannot find "..\/..\/index" \(the helpers are in "smus-cdktf"\)$/,
    ],
    [
      "a long file that throws after types, blank lines and comments",
      "import type { A } from './a';\n\n/**\n * A comment.\n */\ninterface X {\n  a: string;\n}\n\nconst list = [\n  1,\n  2,\n] satisfies number[];\nexport default list.map(\n  (entry) =>\n    (entry as unknown as X).a.length,\n);",
      /^FILE_UNREADABLE dev.ts: line 16: Cannot read properties of undefined \(reading 'length'\)$/,
    ],
    [
      "an import of JSON that is malformed",
      'import x from "./lib/x.json";\nexport default x;',
      /^FILE_UNREADABLE x.json: .*JSON.* \(imported by dev.ts\)$/,
    ],
    [
      "a fragment that throws",
      'import { x } from "./lib/x";\nexport default x;',
      /^FILE_UNREADABLE x.ts: line 2: broken \(imported by dev.ts\)$/,
    ],
  ])("%s is one problem with file and line", (_name, content, expected) => {
    write({ "dev.ts": content, "lib/x.ts": '\nthrow new Error("broken");', "lib/x.json": `{ "a": }` });
    expect(problems()).toEqual([expect.stringMatching(expected)]);
    expect(listStages(directory)).toEqual(["dev"]);
  });

  test("a broken fragment is one problem, of those stages that import it", () => {
    const importing = `import { x } from "./lib/x";\nexport default x;`;
    write({
      "a.ts": importing,
      "b.ts": importing,
      "c.ts": `export default ${MINIMAL};`,
      "lib/x.ts": "export const x = ;",
    });
    const expected = [expect.stringMatching(/^FILE_UNREADABLE x.ts: line 1: .* \(imported by a.ts, b.ts\)$/)];
    expect([problems(), problems("a"), problems("b"), problems("c")]).toEqual([expected, expected, expected, []]);
    expect(listStages(directory)).toEqual(["a", "b", "c"]);
  });

  test("what a file puts off, and promises that it handles, disturb nothing", async () => {
    write({
      "dev.ts": `import { readFileSync } from "node:fs";
        setTimeout(() => { throw new Error("late"); });
        setImmediate(() => process.exit(3));
        const timer = setInterval(() => undefined, 1000);
        timer.unref();
        clearInterval(timer);
        process.nextTick(() => { throw new Error("late"); });
        queueMicrotask(() => { throw new Error("late"); });
        process.exitCode = 7;
        Promise.reject(new Error("handled")).catch(() => undefined);
        (async () => { await null; throw new Error("later"); })();
        export default ${MINIMAL};`,
    });
    const { exitCode } = process;
    expect(problems()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(process.exitCode).toBe(exitCode);
  });

  test("malformed JSON", () => {
    write({ "dev.json": `{ "a": }` });
    expect(problems()).toEqual([expect.stringMatching(/^FILE_UNREADABLE dev.json: .*JSON/)]);
  });

  test("does not make those that join it complain too", () => {
    write({
      "shared.ts": "export default {",
      "dev.ts": `export default { governanceAccount: "g", accounts: {}, domain: { fromStage: "shared" } };`,
    });
    expect(problems()).toEqual([expect.stringMatching(/^FILE_UNREADABLE shared.ts/)]);
    expect(() => loadStage("dev", directory)).toThrow(ConfigurationError);
  });
});

describe("stages and their names", () => {
  test.each(["Dev.ts", "default.ts", "dev_1.ts", "1dev.json", `${"d".repeat(60)}.ts`])(
    "refuses a stage file %s",
    (name) => {
      write({
        [name]: name.endsWith(".json") ? "{}" : `export default ${MINIMAL};`,
        "ok.ts": `export default ${MINIMAL};`,
      });
      expect(problems("ok")).toEqual([expect.stringMatching(/^STAGE_NAME_INVALID/)]);
    },
  );

  test("refuses two files of one stage", () => {
    write({ "dev.ts": `export default ${MINIMAL};`, "dev.json": MINIMAL.replace(/(\w+):/g, '"$1":') });
    expect(problems()).toEqual(['STAGE_DUPLICATE dev.ts: "dev" here and in dev.json']);
  });

  test("refuses an unknown stage with the nearest name", () => {
    write({ "staging.ts": `export default ${MINIMAL};` });
    expect(() => loadStage("stagign", directory)).toThrow(
      /STAGE_UNKNOWN.*got "stagign"; allowed one of "staging"; fix: did you mean "staging"\?/,
    );
  });

  test("refuses a directory without stages, and one that is not there", () => {
    expect(problems()).toEqual([expect.stringMatching(/^STAGE_NONE .*: an empty directory$/)]);
    write({ "fragment.ts": "export const x = 1;" });
    expect(problems("dev")).toEqual([expect.stringMatching(/^STAGE_NONE .*: no default export in \["fragment.ts"\]$/)]);
    expect(() => listStages(path.join(directory, "nowhere"))).toThrow(/DIRECTORY_UNREADABLE/);
  });
});

describe("loading one stage", () => {
  const joined = (id: string, rest = "") =>
    `export default { governanceAccount: "g", accounts: { a: { id: "${id}" } }, domain: { fromStage: "shared" }, ${rest} };`;

  test("is not stopped by problems of unrelated stages, but by those of its domain's and by conflicts with others", () => {
    write({
      "shared.ts": `export default ${MINIMAL};`,
      "dev.ts": joined("000000000011"),
      "prod.ts": joined("000000000012", "nonsense: 1"),
    });
    expect(loadStage("dev", directory).accounts).toHaveProperty("a");
    expect(() => loadAllStages(directory)).toThrow(/prod.ts: 1 problem\n  \[KEY_UNKNOWN\] nonsense/);
    write({ "prod.ts": joined("000000000011") });
    expect(() => loadStage("dev", directory)).toThrow(/ACCOUNT_ID_DUPLICATE/);
    write({
      "prod.ts": joined("000000000012"),
      "shared.ts": `export default ${MINIMAL.replace("us-east-1", "nowhere")};`,
    });
    expect(() => loadStage("dev", directory)).toThrow(/shared.ts: 1 problem\n  \[VALUE_FORMAT\] domain.region/);
  });

  test("reads files anew every time", () => {
    write({ "dev.ts": `export default ${MINIMAL};` });
    expect(loadStage("dev", directory).domain.name).toBe("d");
    write({ "dev.ts": `export default ${MINIMAL.replace('"d"', '"e"')};` });
    expect(loadStage("dev", directory).domain.name).toBe("e");
  });

  test("reads everything anew that a stage imports, and leaves nothing behind", () => {
    write({
      "node_modules/.keep": "",
      "dev.ts": `import { names } from "./names";\nimport prefix from "./prefix.json";\nimport tail from "./tail.cjs";\nexport default ${MINIMAL.replace('"d"', "`${prefix.text}-${names.text}-${tail.text}`")};`,
    });
    const nameAfter = (text: string): string => {
      write({
        "names.ts": `export const names = { text: "${text}" };`,
        "prefix.json": `{ "text": "${text}" }`,
        "tail.cjs": `module.exports = { text: "${text}" };`,
      });
      return loadStage("dev", directory).domain.name;
    };
    expect([nameAfter("a"), nameAfter("b")]).toEqual(["a-a-a", "b-b-b"]);
    expect(readdirSync(path.join(directory, "node_modules"))).toEqual([".keep"]);
  });
});
