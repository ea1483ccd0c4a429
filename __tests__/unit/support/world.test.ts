import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { world } from "../../support/worlds/world";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "smus-worlds-"));
  process.env["SMUS_TEST_WORLDS"] = directory;
});
afterEach(() => {
  delete process.env["SMUS_TEST_WORLDS"];
  rmSync(directory, { recursive: true, force: true });
});

test("a world is made once; who asks meanwhile waits, and who asks later gets the same", async () => {
  let made = 0;
  const make = async (file: string): Promise<string> => {
    made += 1;
    await delay(50);
    writeFileSync(file, "snapshot");
    return "said";
  };
  const found = [...(await Promise.all([world("a", make), world("a", make)])), await world("a", make)];
  expect(made).toBe(1);
  expect(new Set(found.map(({ file, text }) => `${file} ${text}`)).size).toBe(1);
  expect(readFileSync(found[0]?.file ?? "", "utf8")).toBe("snapshot");
  expect(found[0]?.text).toBe("said");
});

test("where it cannot be made everybody learns why, and it is not tried again", async () => {
  let made = 0;
  const make = async (): Promise<string> => {
    made += 1;
    await delay(20);
    throw new Error("no terraform");
  };
  const ends = await Promise.allSettled([world("b", make), world("b", make)]);
  await expect(world("b", make)).rejects.toThrow('world "b" could not be made\nno terraform');
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(made).toBe(1);
});
