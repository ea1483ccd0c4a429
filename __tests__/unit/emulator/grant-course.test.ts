import {
  assetStatus,
  finishedAt,
  type GrantCourse,
  overallStatus,
} from "../../../packages/emulator/services/datazone/data-access/grant-course";

const carriedOut = { inProgressAt: 100, finishedAt: 200 };

test.each<[string, GrantCourse, readonly string[]]>([
  ["granted", { direction: "GRANT", carriedOut }, ["GRANT_PENDING", "GRANT_IN_PROGRESS", "GRANTED"]],
  ["revoked", { direction: "REVOKE", carriedOut }, ["REVOKE_PENDING", "REVOKE_IN_PROGRESS", "REVOKED"]],
  [
    "not granted",
    { direction: "GRANT", carriedOut, failure: "x" },
    ["GRANT_PENDING", "GRANT_IN_PROGRESS", "GRANT_FAILED"],
  ],
  [
    "not revoked",
    { direction: "REVOKE", carriedOut, failure: "" },
    ["REVOKE_PENDING", "REVOKE_IN_PROGRESS", "REVOKE_FAILED"],
  ],
  ["left to others", { direction: "GRANT" }, ["GRANT_PENDING", "GRANT_PENDING", "GRANT_PENDING"]],
])("access that is %s passes through its statuses in their time", (_, course, statuses) => {
  expect([99, 100, 199, 200].map((time) => assetStatus(course, time))).toEqual([
    statuses[0],
    statuses[1],
    statuses[1],
    statuses[2],
  ]);
});

test("the whole grant has the status of its one asset, in the words of the whole", () => {
  const statuses = [
    "GRANT_PENDING",
    "REVOKE_IN_PROGRESS",
    "GRANTED",
    "REVOKED",
    "GRANT_FAILED",
    "REVOKE_FAILED",
  ] as const;
  expect(statuses.map(overallStatus)).toEqual([
    "PENDING",
    "IN_PROGRESS",
    "COMPLETED",
    "COMPLETED",
    "GRANT_FAILED",
    "REVOKE_FAILED",
  ]);
});

test("a course that others report ends with their last word", () => {
  const reported = (status: "GRANT_IN_PROGRESS" | "GRANTED"): GrantCourse => ({
    direction: "GRANT",
    reported: { status, at: 7 },
  });
  expect([finishedAt(reported("GRANT_IN_PROGRESS")), finishedAt(reported("GRANTED"))]).toEqual([Infinity, 7]);
  expect(finishedAt({ direction: "GRANT" })).toBe(Infinity);
});
