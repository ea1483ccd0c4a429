import { NEWER_MEMBERS, SEEN_ABSENT } from "../../../packages/emulator/validation/deviations";
import { replyProblems } from "../../../packages/emulator/validation/reply-shape";
import type { ServiceModel } from "../../../packages/emulator/validation/service-model";

/** One operation whose answer has one of each constraint, in botocore's form. */
const MODEL: ServiceModel = {
  metadata: {},
  operations: {
    Get: { http: { method: "GET", requestUri: "/" }, output: { shape: "Output" } },
    Delete: { http: { method: "DELETE", requestUri: "/" } },
    GetAccountPool: { http: { method: "GET", requestUri: "/" }, output: { shape: "GetAccountPoolOutput" } },
    GetDomain: { http: { method: "GET", requestUri: "/" }, output: { shape: "GetDomainOutput" } },
  },
  shapes: {
    Output: {
      type: "structure",
      required: ["id"],
      members: {
        id: { shape: "Id" },
        status: { shape: "Status" },
        createdAt: { shape: "IsoTime" },
        seenAt: { shape: "Time" },
        laterAt: { shape: "Time", timestampFormat: "iso8601" },
        items: { shape: "Items" },
      },
    },
    Items: { type: "list", member: { shape: "Output" }, max: 1 },
    Id: { type: "string", pattern: "[a-z]{2}" },
    Status: { type: "string", enum: ["UP", "DOWN"] },
    IsoTime: { type: "timestamp", timestampFormat: "iso8601" },
    Time: { type: "timestamp" },
    GetAccountPoolOutput: {
      type: "structure",
      required: ["accountSource", "createdBy"],
      members: { accountSource: { shape: "Id" }, createdBy: { shape: "Id" } },
    },
    GetDomainOutput: { type: "structure", members: { id: { shape: "Id" } } },
  },
};

describe("answers", () => {
  it("fit when they have what the model requires, in its formats; what JSON leaves out is absent", () => {
    const output = {
      ...{ id: "ab", status: "UP", createdAt: new Date(0), seenAt: 1.5, laterAt: "2026-03-02T19:41:04.234970Z" },
      items: [{ id: "cd", status: undefined }],
    };
    expect(replyProblems(MODEL, "Get", output)).toEqual([]);
    expect(replyProblems(MODEL, "Delete", {})).toEqual([]);
    expect(replyProblems(MODEL, "Delete", undefined)).toEqual([]);
  });

  it.each([
    [{}, "id: required"],
    [{ id: undefined }, "id: required"],
    [{ id: "A" }, 'id: "A" does not match [a-z]{2}'],
    [{ id: "ab", status: "LEFT" }, 'status: "LEFT" is not one of UP, DOWN'],
    [{ id: "ab", createdAt: 0 }, "createdAt: expected a time as iso8601, got 0"],
    [{ id: "ab", createdAt: "yesterday" }, 'createdAt: expected a time as iso8601, got "yesterday"'],
    [
      { id: "ab", createdAt: "2026-03-02T19:41:04+00:00" },
      'createdAt: expected a time as iso8601, got "2026-03-02T19:41:04+00:00"',
    ],
    [
      { id: "ab", seenAt: "2026-03-02T19:41:04Z" },
      'seenAt: expected a time as unixTimestamp, got "2026-03-02T19:41:04Z"',
    ],
    [{ id: "ab", seenAt: 1_772_480_464_234 }, "seenAt: expected a time as unixTimestamp, got 1772480464234"],
    [{ id: "ab", laterAt: 1 }, "laterAt: expected a time as iso8601, got 1"],
    [{ id: "ab", own: 1 }, "own: unknown member"],
    [{ id: "ab", items: [{}] }, "items[0].id: required"],
    [{ id: "ab", items: [{ id: "ab" }, { id: "cd" }] }, "items: length: 2 is more than 1"],
    ["text", 'output: expected a structure, got "text"'],
  ])("are refused: %j", (output, problem) => {
    expect(replyProblems(MODEL, "Get", output)).toEqual([problem]);
  });

  it("are checked for members and types only where values do not count", () => {
    const problems = (output: object) => replyProblems(MODEL, "Get", output, false);
    expect(problems({ id: "A", status: "LEFT", items: [{ id: "ab" }, { id: "cd" }] })).toEqual([]);
    expect(problems({ status: 1, createdAt: 0 })).toHaveLength(3);
  });

  it("are refused where the operation answers nothing, or does not exist", () => {
    expect(replyProblems(MODEL, "Delete", { id: "ab" })).toEqual(["id: unknown member"]);
    expect(replyProblems(MODEL, "Make", {})).toEqual(["operation Make is not in the service model"]);
  });

  it("may lack what recordings lack, and have what is newer than the model", () => {
    expect(replyProblems(MODEL, "GetAccountPool", { accountSource: "ab" })).toEqual([]);
    expect(replyProblems(MODEL, "GetAccountPool", {})).toEqual(["accountSource: required"]);
    expect(replyProblems(MODEL, "GetDomain", { id: "ab", deleteProgress: {} })).toEqual([]);
    expect(replyProblems(MODEL, "GetDomain", { id: "ab", progress: {} })).toEqual(["progress: unknown member"]);
    expect(SEEN_ABSENT.GetProjectProfileOutput).toEqual(["createdBy"]);
    expect(NEWER_MEMBERS.DeleteDomainInput).toEqual(["cascadeDelete"]);
  });
});
