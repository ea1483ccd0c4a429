import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { descriptorOf, KIND_NAMES } from "../../../../contracts/kinds";
import { SEED_FILES, type BundledSeeds } from "../../../../contracts/aiops/seed-files";
import { PORTAL_FILE } from "../../../../contracts/application/portal-files";
import { bundledSeeds } from "../../../../functions/use-case-seeding/seeds";
import { bundleFunction, FUNCTION_NAMES } from "../../../../modules/function-code";
import { bundle } from "../../../../modules/function-code/function-bundle";
import { seedFilesOnDisk, seedFolders } from "../../../../seeds";

/** Files beside the code of a function. */
const BESIDE: Partial<Record<string, string[]>> = {
  "application-api": [PORTAL_FILE],
  "use-case-seeding": [SEED_FILES],
};

const ROOT = resolve(__dirname, "../../../..");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "function-code-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A repository with one small function. */
function repository(source = 'export const handler = () => "one";\n'): string {
  mkdirSync(join(folder, "functions", "control-plane"), { recursive: true });
  writeFileSync(join(folder, "functions", "control-plane", "index.ts"), source);
  return folder;
}

describe("the real functions", () => {
  it.each(FUNCTION_NAMES)("%s is small, whole and the same every time", (name) => {
    const one = bundle(name, { root: ROOT, cache: join(folder, "one") });
    const zone = process.env.TZ;
    process.env.TZ = "Pacific/Auckland";
    const two = bundle(name, { root: ROOT, cache: join(folder, "two") });
    process.env.TZ = zone;
    const zip = readFileSync(one.zipPath);

    expect(readFileSync(two.zipPath).equals(zip)).toBe(true);
    expect(one.sourceHashBase64).toBe(createHash("sha256").update(zip).digest("base64"));
    expect(basename(one.zipPath)).toBe(`${createHash("sha256").update(zip).digest("hex")}.zip`);
    expect(zip.length).toBeLessThan(1_000_000);
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual(["index.js", ...(BESIDE[name] ?? [])]);
    // What descriptors say to others than the function stays out of it.
    const bundled = strFromU8(files["index.js"]);
    expect(KIND_NAMES.filter((kind) => bundled.includes(descriptorOf(kind).evidence))).toEqual([]);
    // Nothing is left to resolve but Node's own modules, and a signer that the SDK asks for where it is installed.
    const required = [
      ...Buffer.from(files["index.js"])
        .toString("utf8")
        .matchAll(/require\("([^"]+)"\)/g),
    ].map(([, id]) => id);
    expect(required.filter((id) => !isBuiltin(id) && id !== "@aws-sdk/signature-v4-crt")).toEqual([]);
  });

  it("brings every file of the templates with the function that seeds repositories, as it is on the disk", () => {
    const { zipPath } = bundleFunction("use-case-seeding");
    const seeds = JSON.parse(strFromU8(unzipSync(readFileSync(zipPath))[SEED_FILES])) as BundledSeeds;
    const bundled = Object.entries(seeds).map(([name, texts]) => [name, new Map(Object.entries(texts))] as const);

    expect(bundled).toEqual(seedFolders().map((name) => [name, seedFilesOnDisk(name)]));
    expect(bundledSeeds(bundleFolder(zipPath))("common").get("check")).toBe(seedFilesOnDisk("common").get("check"));
  });

  it("exports a handler from any working directory", () => {
    const before = process.cwd();
    process.chdir(tmpdir());
    const { zipPath } = bundleFunction("control-plane");
    process.chdir(before);
    const file = join(folder, "index.js");
    writeFileSync(file, unzipSync(readFileSync(zipPath))["index.js"]);
    const loaded = jest.requireActual<{ handler: unknown }>(file);

    expect(typeof loaded.handler).toBe("function");
  });
});

describe("the cache", () => {
  it("is used while the sources are the same, also when they were only touched", () => {
    const root = repository();
    const one = bundle("control-plane", { root });
    utimesSync(join(root, "functions/control-plane/index.ts"), new Date(), new Date(0));

    expect(bundle("control-plane", { root })).toEqual(one);
  });

  it("is left when a source changes, to the same size too, and comes back with it", () => {
    const root = repository();
    const one = bundle("control-plane", { root });
    repository('export const handler = () => "two";\n');
    const two = bundle("control-plane", { root });
    repository();

    expect(two.sourceHashBase64).not.toBe(one.sourceHashBase64);
    expect(bundle("control-plane", { root })).toEqual(one);
  });

  it.each([
    ["the zip is missing", (cache: string, zip: string) => rmSync(join(cache, zip))],
    ["its record is cut off", (cache: string) => writeFileSync(join(cache, "control-plane.json"), '{"recipe":')],
  ])("is made anew when %s", (_what, damage) => {
    const root = repository();
    const one = bundle("control-plane", { root });
    damage(join(root, ".smus/functions"), basename(one.zipPath));

    expect(bundle("control-plane", { root })).toEqual(one);
    expect(readFileSync(one.zipPath).length).toBeGreaterThan(0);
  });

  it("leaves no temporary files", () => {
    const root = repository();
    bundle("control-plane", { root });

    expect(readdirSync(join(root, ".smus/functions")).filter((name) => !/\.(zip|json)$/.test(name))).toEqual([]);
  });
});

/** Folder with the files of an archive. */
function bundleFolder(zipPath: string): string {
  for (const [name, content] of Object.entries(unzipSync(readFileSync(zipPath))))
    writeFileSync(join(folder, name), content);
  return folder;
}

function isBuiltin(id: string): boolean {
  return jest.requireActual<typeof import("node:module")>("node:module").isBuiltin(id);
}
