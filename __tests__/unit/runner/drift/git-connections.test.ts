import type { ShownPlan } from "../../../../formats/terraform-show";
import { gitConnectionDrift } from "../../../../runner/drift/git-connections";

const ADDRESS = "aws_codeconnections_connection.Connection_gitlab_Resource_0A0A0A0A";
const ARN = "arn:aws:codeconnections:us-east-1:111122223333:connection/1";

/** A plan whose refresh found a connection in one status, where the state had another. */
function planOf(live: string, before?: string): ShownPlan {
  const type = "aws_codeconnections_connection";
  const values = { name: "gitlab", arn: ARN, connection_status: live };
  const drifted = { actions: ["update"], before: { ...values, connection_status: before ?? live }, after: values };
  return {
    prior_state: { values: { root_module: { resources: [{ address: ADDRESS, mode: "managed", type, values }] } } },
    ...(before === undefined ? {} : { resource_drift: [{ address: ADDRESS, mode: "managed", type, change: drifted }] }),
  };
}

describe("drift of connections to Git providers", () => {
  test.each([
    ["ERROR", undefined],
    ["ERROR", "AVAILABLE"],
    ["PENDING", "AVAILABLE"],
  ])("is a connection that is %s, and was %s", (live, before) => {
    expect(gitConnectionDrift(planOf(live, before), "2026-11-22T18:00:00.000Z")).toEqual([
      {
        address: ADDRESS,
        resource: 'aws_codeconnections_connection "gitlab"',
        change: "changed",
        properties: [{ path: "connection_status", live, configured: "AVAILABLE" }],
        since: "2026-11-22T18:00:00.000Z",
        repair:
          "apply cannot: a person repairs it in the console, https://us-east-1.console.aws.amazon.com/codesuite/settings/connections?region=us-east-1",
      },
    ]);
  });

  test.each([
    ["PENDING", undefined],
    ["AVAILABLE", undefined],
    ["AVAILABLE", "PENDING"],
  ])("is none that is %s, and was %s: a person finishes it, or has", (live, before) => {
    expect(gitConnectionDrift(planOf(live, before), undefined)).toEqual([]);
  });
});
