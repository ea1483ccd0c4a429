import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Topology } from "../../../topology/model";
import { expectEnd, type ExampleLife } from "../../support/life";

/** Changes of the saved plans of a stage, by id of the page's items. */
export interface PlannedItems {
  readonly stage: string;
  readonly changed: readonly string[];
}

/**
 * The topology page on plans that the chapter around it has just saved: nothing is planned again. What the page does in a
 * browser has tests of its own; here it reads plans of real Terraform, in every form that it is written in.
 */
export function describeTopology(life: ExampleLife, { stage, changed }: PlannedItems): void {
  describe("topology with the saved plans", () => {
    const topology = (...args: string[]): string =>
      expectEnd(life.npm("topology", ["--plan", "--stage", stage, ...args]), 0);
    const written = (file: string): string => readFileSync(join(life.directory, file), "utf8");

    it("marks what they change, and names every stack that has none", () => {
      topology("--json", "--out", "out/topology.json");
      const { plan, accounts } = JSON.parse(written("out/topology.json")) as Topology;
      expect(plan?.changes.map(({ id, action }) => `${action} ${id}`).sort()).toEqual(
        changed.map((id) => `update ${id}`).sort(),
      );
      expect(plan?.stages).toMatchObject([{ stage, stacks: expect.any(Array) as string[] }]);
      expect(plan?.stages[0].missing.map(({ reason }) => reason)).toEqual(
        plan?.stages[0].missing.map(() => "not planned: left out, failed, or waits for another"),
      );
      expect(accounts.filter(({ change }) => change !== undefined)).toEqual([]);
    });

    it("writes the same on a page without a network, and as Markdown", () => {
      expect(topology("--out", "out/topology.html")).toContain(`${changed.length} planned changes`);
      const page = written("out/topology.html");
      for (const id of changed) expect(page).toContain(`"id":"${id}"`);
      expect(page).not.toMatch(/(src|href)="https?:/);
      expect(topology("--markdown").match(/^\| 🔸 changed /gm)).toHaveLength(changed.length);
    });
  });
}
