import { ExampleLife } from "./example-life";
import { exampleWorld } from "./example-world";
import { describeLife } from "./tools";

/** Tests on the applied example organization, in a sandbox of their own. */
export function describeExample(name: string, tests: (life: ExampleLife) => void): void {
  describeLife(`the example organization: ${name}`, () => {
    const life = new ExampleLife();
    beforeAll(async () => life.begin(await exampleWorld()));
    afterAll(() => life.end());
    tests(life);
  });
}
