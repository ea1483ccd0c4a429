import { describePipelines } from "./example/pipelines";
import { describeLife, ExampleLife, expectEnd } from "../support/life";
import { describeAffected } from "./example/affected";
import { describeDrift } from "./example/drift";
import { describePromotion } from "./example/promotion";

/**
 * The promise of the README: in a fresh clone, `npm run sandbox` applies the example organization to a local AWS, plans
 * it again without a change, and `--destroy` leaves nothing. Run as a user runs it, from a clone of the last commit.
 *
 * The longest test of all. What works on an applied organization is a chapter in `example/`, called between the two
 * tests here, and leaves the organization as it was.
 */
describeLife("the example organization", () => {
  const life = new ExampleLife();

  beforeAll(() => life.clone());
  afterAll(() => life.end());

  it("is applied within the service's rates and planned again without a change by `npm run sandbox`", () => {
    const text = expectEnd(life.npm("sandbox", ["--keep", "--throttle"]), 0);
    expect(text).toContain("Rates: ");
    expect(text).toContain("Applied shared, dev, staging, prod; planned again, nothing to do.");
    expect(life.session).toBeDefined();
  });

  describeAffected(life);
  describeDrift(life);
  describePipelines(life, { roleArn: "arn:aws:iam::100000000000:role/ci" });
  describePromotion(life);

  it("is destroyed to nothing by `npm run sandbox -- --destroy`", () => {
    const text = expectEnd(life.npm("sandbox", ["--destroy"]), 0);
    expect(text).toContain("Destroyed prod, staging, dev, shared; nothing is left");
  });
});
