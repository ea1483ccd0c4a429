import { describeExample, describeLife, exampleWorld, expectEnd, type ExampleLife } from "../../support/life";

/**
 * The promise of the README: in a fresh clone, `npm run sandbox` applies the example organization to a local AWS, plans
 * it again without a change, and `--destroy` leaves nothing. Run as a user runs it, from a clone of the last commit.
 *
 * What works on an applied organization has files of its own beside this one. Each begins with what this one has applied.
 */
describeLife("the example organization, from nothing", () => {
  it("is applied within the service's rates and planned again without a change by `npm run sandbox`", async () => {
    const { text } = await exampleWorld();
    expect(text).toContain("Rates: ");
    expect(text).toContain("Applied shared, dev, staging, prod; planned again, nothing to do.");
  });
});

describeExample("what a snapshot holds", (life: ExampleLife) => {
  it("is left running by --open, and planned again without a change", () => {
    expect(life.session).toBeDefined();
    expect(expectEnd(life.npm("plan", [], "dev"), 0)).toContain("dev: no changes");
  });

  it("is destroyed to nothing by `npm run sandbox -- --destroy`", () => {
    const text = expectEnd(life.npm("sandbox", ["--destroy"]), 0);
    expect(text).toContain("Destroyed prod, staging, dev, shared; nothing is left");
  });
});
