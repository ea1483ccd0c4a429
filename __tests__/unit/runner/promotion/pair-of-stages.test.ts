import type { Stage } from "../../../../configuration";
import { pairOfStages } from "../../../../runner/promotion/pair-of-stages";

const stage = (name: string, from?: string) =>
  ({ name, environment: { promotion: from === undefined ? undefined : { from } } }) as unknown as Stage;
const STAGES = [stage("shared"), stage("dev"), stage("staging", "dev"), stage("prod", "staging")];

describe("the two stages of a comparison", () => {
  it("are a stage and its source, named or not", () => {
    for (const from of [undefined, "dev"]) {
      const { target, source } = pairOfStages(from, "staging", STAGES);
      expect([source.name, target.name]).toEqual(["dev", "staging"]);
    }
  });

  it.each([
    ["dev", "dev", '--from and --to are both "dev"; promotions: dev -> staging, staging -> prod'],
    ["prod", "prod", '--from and --to are both "prod"; promotions: dev -> staging, staging -> prod'],
    ["prod", "dev", "the path leads the other way: dev -> staging -> prod"],
    [
      "dev",
      "prod",
      'stage "prod" is promoted from "staging", not from "dev" (the path is dev -> staging -> prod); pass --from staging',
    ],
    ["shared", "prod", 'stage "prod" is promoted from "staging", not from "shared"; pass --from staging'],
    [
      undefined,
      "dev",
      'stage "dev" is promoted from no stage: its file has no promotion.from; promotions: dev -> staging, staging -> prod',
    ],
    ["dev", "qa", 'there is no stage "qa"; stages: shared, dev, staging, prod'],
    ["qa", "dev", 'there is no stage "qa"; stages: shared, dev, staging, prod'],
  ])("from %s to %s: says what would work", (from, to, message) => {
    expect(() => pairOfStages(from, to, STAGES)).toThrow(message);
  });
});
