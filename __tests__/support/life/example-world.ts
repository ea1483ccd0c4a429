import { world, type World } from "../worlds/world";
import { ExampleLife } from "./example-life";
import { expectEnd } from "./programs";

/**
 * The example organization, applied as the README tells: `npm run sandbox` in a fresh clone of the last commit, within the
 * service's rates. Made once for all tests of a run.
 */
export function exampleWorld(): Promise<World> {
  return world("example", async (file) => {
    const life = new ExampleLife();
    try {
      life.clone();
      return expectEnd(life.npm("sandbox", ["--throttle", "--snapshot", file]), 0);
    } finally {
      await life.end();
    }
  });
}
