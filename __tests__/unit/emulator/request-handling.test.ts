import { FaultRules } from "../../../packages/emulator/faults";
import { parseFaults } from "../../../packages/emulator/control";
import { decodeAwsChunked } from "../../../packages/emulator/http/body";
import { Router } from "../../../packages/emulator/http/router";
import {
  emulatorCredentials,
  encodedIdentity,
  parseCredentialScope,
  roleArnOf,
  sameRole,
  unverifiedAuthorization,
} from "../../../packages/emulator/identity";
import { RateLimits } from "../../../packages/emulator/rates";

describe("router", () => {
  const router = new Router([
    { operation: "GetDomain", method: "GET", path: "/v2/domains/{identifier}" },
    { operation: "ListProjects", method: "GET", path: "/v2/domains/{domainIdentifier}/projects" },
    { operation: "CreateDomain", method: "POST", path: "/v2/domains" },
    { operation: "GetDefaultDomain", method: "GET", path: "/v2/domains/default" },
  ]);

  it("tells operations apart by method and path, and decodes labels", () => {
    expect(router.match("POST", "/v2/domains")).toEqual({ operation: "CreateDomain", labels: {} });
    expect(router.match("GET", "/v2/domains/a%2Fb")).toEqual({ operation: "GetDomain", labels: { identifier: "a/b" } });
    expect(router.match("GET", "/v2/domains/d/projects/")?.operation).toBe("ListProjects");
  });

  it("prefers the template with fewer labels, wherever it stands in the table", () => {
    expect(router.match("GET", "/v2/domains/default")).toEqual({ operation: "GetDefaultDomain", labels: {} });
  });

  it("finds nothing for another method, an empty label or a longer path", () => {
    expect(router.match("DELETE", "/v2/domains")).toBeUndefined();
    expect(router.match("GET", "/v2/domains//projects")).toBeUndefined();
    expect(router.match("GET", "/v2/domains/d/projects/p")).toBeUndefined();
  });
});

describe("aws-chunked bodies", () => {
  it("joins the chunks and drops signatures and trailers", () => {
    const body = "5;chunk-signature=abc\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n";
    expect(decodeAwsChunked(Buffer.from(body)).toString()).toBe("hello!");
  });
});

describe("identity", () => {
  it("reads account and role out of encoded credentials, whatever the session", () => {
    const { accessKeyId } = emulatorCredentials("123456789012", "fn-role", "s1");
    const scope = parseCredentialScope(unverifiedAuthorization(accessKeyId, "eu-west-1", "datazone"));
    expect(scope).toEqual({ accessKeyId, region: "eu-west-1", service: "datazone" });
    expect(encodedIdentity(accessKeyId)).toEqual({
      account: "123456789012",
      arn: "arn:aws:sts::123456789012:assumed-role/fn-role/emulator",
    });
  });

  it("takes a role for the same with and without its path, in one account only", () => {
    expect(roleArnOf("arn:aws:sts::123456789012:assumed-role/R/s")).toBe("arn:aws:iam::123456789012:role/R");
    expect(sameRole("arn:aws:iam::123456789012:role/service-role/R", "arn:aws:iam::123456789012:role/R")).toBe(true);
    expect(sameRole("arn:aws:iam::123456789012:role/R", "arn:aws:iam::210987654321:role/R")).toBe(false);
  });
});

describe("faults", () => {
  const subject = { service: "lambda", operation: "Invoke", account: "1", kind: "Domain", key: "k", action: "create" };

  it("apply as often as they say, to what matches all their fields", () => {
    const faults = new FaultRules([{ mode: "throttle", operation: "Invoke", kind: "Domain", times: 2 }]);
    expect(faults.take(["throttle"], { ...subject, kind: "Project" })).toBeUndefined();
    expect(faults.take(["delay"], subject)).toBeUndefined();
    expect(faults.take(["throttle"], subject)).toBeDefined();
    expect(faults.take(["throttle"], subject)).toBeDefined();
    expect(faults.take(["throttle"], subject)).toBeUndefined();
  });

  it("are read from one rule, a list or an object, and an unknown mode is refused", () => {
    expect(parseFaults('{"mode":"delay","ms":5}')).toHaveLength(1);
    expect(parseFaults('[{"mode":"delay"},{"mode":"kill"}]')).toHaveLength(2);
    expect(parseFaults('{"faults":[{"mode":"kill"}]}')).toHaveLength(1);
    expect(() => parseFaults('[{"mode":"explode"}]')).toThrow(/not a fault rule/);
  });
});

describe("rates", () => {
  it("admit three project writes a second per account and Region", () => {
    const rates = new RateLimits();
    const admit = (account: string, now: number) => rates.admit("datazone", "CreateProject", account, "us-east-1", now);
    expect([admit("1", 0), admit("1", 0), admit("1", 0), admit("1", 0)]).toEqual([true, true, true, false]);
    expect(admit("2", 0)).toBe(true);
    expect(admit("1", 400)).toBe(true);
    expect(rates.admit("datazone", "GetProject", "1", "us-east-1", 0)).toBe(true);
    expect(rates.refused).toEqual({ CreateProject: 1 });
  });
});
