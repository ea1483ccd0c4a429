import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explained } from "../../../aws/known-texts";
import { diagnosticOf } from "../../../runner/stack-operations/diagnostic";
import { withKnownTexts } from "../../../runner/stack-operations/known-text-hint";
import { formatError } from "../../../runner/summary";
import type { Diagnostic } from "../../../runner/terraform";

const error = (summary: string, detail = ""): Diagnostic => ({ severity: "error", summary, detail, values: [] });

/** As provider 5.100 says it (`resource.go` of its Cloud Control service). */
const creation = (type: string, last: string): Diagnostic =>
  error(
    `waiting for Cloud Control API (AWS::DataZone::${type}) Resource () create: unexpected state 'FAILED', wanted target 'SUCCESS'. last error: ${last}`,
  );
const NOT_OWNER =
  "AccessDenied: User is not permitted to perform operation: AddPolicyGrant (Service: DataZone, Status Code: 403)";

describe("the hint at an answer of AWS", () => {
  it.each([
    ["a grant that exists", creation("PolicyGrant", "AlreadyExists: it does"), /remove-policy-grant.*#a-grant-exists/],
    ["an owner that exists", creation("Owner", "AlreadyExists: it does"), /remove-entity-owner.*#a-grant-exists/],
    ["a grant that the service refuses", creation("PolicyGrant", NOT_OWNER), /not IAM.*#datazone-refuses-a-grant/],
    ["an owner that the service refuses", creation("Owner", NOT_OWNER), /must own the domain unit/],
    [
      "an association that failed",
      error(
        "waiting for RAM Principal Association (arn:aws:ram:x,arn:aws:organizations::1:ou/o/ou) create: unexpected state 'FAILED', wanted target 'ASSOCIATED'",
      ),
      /disassociate-resource-share.*#an-association-failed/,
    ],
    [
      "an association that is there already",
      error("RAM Principal Association (arn:aws:ram:x,222222222222) already exists"),
      /disassociate-resource-share/,
    ],
  ])("says in one line what to do about %s", (_what, given, hint) => {
    const { summary, detail } = withKnownTexts(given);
    expect(summary).toBe(given.summary);
    expect(detail.split("\n")).toHaveLength(1);
    expect(detail).toMatch(hint);
    expect(formatError(withKnownTexts(given))).toContain(detail);
  });

  it("names a section of a runbook that exists", () => {
    const given = [creation("PolicyGrant", "AlreadyExists: x"), creation("Owner", NOT_OWNER)];
    const all = [...given, error("RAM Resource Association (a,b) already exists")];
    for (const { detail } of all.map(withKnownTexts)) {
      const [, file = "", anchor = ""] = /(docs\/[\w/.-]+)#([\w-]+)$/.exec(detail) ?? [];
      const path = join(__dirname, "../../..", file);
      expect(existsSync(path)).toBe(true);
      const anchors = [...readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, "")
          .replaceAll(" ", "-"),
      );
      expect(anchors).toContain(anchor);
    }
  });

  it("keeps the detail, and is found in text that the provider broke into lines", () => {
    const broken = error(
      "waiting for Cloud Control API\n(AWS::DataZone::PolicyGrant) Resource",
      "() create: last error:\nAlreadyExists: x",
    );
    expect(withKnownTexts(broken).detail).toMatch(/^\(\) create[^]*AlreadyExists: x\nThis grant exists/);
  });

  it.each([
    ["another refusal of the same grant", creation("PolicyGrant", "InvalidRequest: no such policy")],
    [
      "a permission that IAM denies",
      creation("PolicyGrant", "AccessDenied: User: x is not authorized to perform: datazone:AddPolicyGrant"),
    ],
    ["the same word elsewhere", error("creating S3 Bucket (x): BucketAlreadyExists: already exists")],
    [
      "another type",
      error("waiting for Cloud Control API (AWS::X::Y) Resource () create: last error: AlreadyExists: x"),
    ],
  ])("is not given for %s", (_what, given) => {
    expect(withKnownTexts(given)).toBe(given);
  });
});

describe("an exception as a diagnostic", () => {
  it("has cause and cure of a text of AWS that is known", () => {
    const { summary, detail } = diagnosticOf(new Error("UnauthorizedException: Unauthorized"));
    expect(summary).toBe("UnauthorizedException: Unauthorized");
    expect(detail).toMatch(/is not associated with the domain.*: apply the stage's sharing layer/);
  });

  it("keeps to its message otherwise", () => {
    expect(diagnosticOf("something else")).toEqual(error("something else"));
  });
});

describe("an error of the function, which explains itself", () => {
  it("gets no hint", () => {
    const said = explained("AWS said ValidationException: Invalid S3 path provided null");
    const given = error("Lambda function returned an error", said.replaceAll(" ", "\n"));
    expect(withKnownTexts(given)).toBe(given);
  });
});
