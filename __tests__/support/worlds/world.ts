import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** An applied organization in a file, from which as many tests as want to can begin, side by side. */
export interface World {
  /** A snapshot, as `npm run sandbox -- --from` takes it. */
  readonly file: string;
  /** Output of the run that made it. */
  readonly text: string;
}

/** Directory of the worlds of a run: gone with it, unless `SMUS_TEST_WORLDS` names one, whose worlds are used again. */
const directory = (): string => process.env["SMUS_TEST_WORLDS"] ?? join(tmpdir(), "worlds");

/**
 * A world by its name. Whoever asks first makes it; others, in other processes of the run, wait for that.
 *
 * @param make writes the snapshot into the file and returns what was said meanwhile
 * @throws Error with the reason, for everybody, where it could not be made
 */
export async function world(name: string, make: (file: string) => Promise<string> | string): Promise<World> {
  const place = join(directory(), name);
  const [file, said, failed] = [`${place}.tar`, `${place}.txt`, `${place}.failed`];
  mkdirSync(directory(), { recursive: true });
  if (!existsSync(file) && !existsSync(failed) && claim(`${place}.making`)) {
    try {
      const half = `${place}.half.tar`;
      writeFileSync(said, await make(half));
      renameSync(half, file);
    } catch (error) {
      writeFileSync(failed, (error as Error).message);
    } finally {
      rmdirSync(`${place}.making`);
    }
  }
  while (!existsSync(file)) {
    if (existsSync(failed)) throw new Error(`world "${name}" could not be made\n${readFileSync(failed, "utf8")}`);
    await delay(250);
  }
  return { file, text: readFileSync(said, "utf8") };
}

/** One of all processes is told true. */
function claim(place: string): boolean {
  try {
    mkdirSync(place);
    return true;
  } catch {
    return false;
  }
}
