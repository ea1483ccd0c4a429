import { markedDescription } from "../../../../governance/project-requests/mark";
import { freshRecord, type ProjectRecord } from "../../../../governance/project-requests/record";
import { readMark } from "../../../../governance/project-requests";
import { wishOf } from "./world";

const record = (purpose: string, changes: Partial<ProjectRecord> = {}): ProjectRecord => ({
  ...freshRecord({ requestId: "r1", requester: "anna b@x", askedAt: "", wish: wishOf({ purpose }), members: [] }),
  ...changes,
});

describe("the mark in a description", () => {
  it("is read as it was written, with the words before it", () => {
    const endsAt = "2027-01-01T00:00:00.000Z";
    const text = markedDescription(record("Reports [of] the quarter", { endsAt }));
    expect(text).toBe(`Reports [of] the quarter [smus project-request=r1 by=anna%20b%40x ends=${endsAt}]`);
    expect(readMark(text)).toEqual({
      ...{ requestId: "r1", requester: "anna b@x", endsAt },
      purpose: "Reports [of] the quarter",
    });
    expect(readMark(markedDescription(record("a")))).not.toHaveProperty("endsAt");
  });

  it("fits the longest description", () => {
    const text = markedDescription(record("x".repeat(3000)));
    expect(text).toHaveLength(2048);
    expect(readMark(text)?.requestId).toBe("r1");
  });

  it.each([
    "",
    "Landing zone",
    "[smus project-request=]",
    "[smus project-request=r1]",
    "[smus project-request=r by=a] more",
  ])("is not found in %j", (text) => {
    expect(readMark(text)).toBeUndefined();
  });

  it("is read although somebody has spoiled the name in it", () => {
    expect(readMark("[smus project-request=r by=%E0 ends=]")?.requester).toBe("%E0");
  });
});
