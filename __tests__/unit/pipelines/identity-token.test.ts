import { describeClaims } from "../../../pipelines/jobs/identity-token";

const token = (claims: unknown): string =>
  ["header", Buffer.from(JSON.stringify(claims)).toString("base64url"), "secret-signature"].join(".");

test("a refused token shows subject, audience and issuer, of both forms of GitHub's subject, and no signature", () => {
  for (const sub of ["repo:acme/smus:environment:dev", "repo:acme@1234/smus@5678:environment:dev"]) {
    const text = describeClaims(
      token({ sub, aud: "sts.amazonaws.com", iss: "https://token.actions.githubusercontent.com", jti: "hidden" }),
    );
    expect(text).toContain(`sub: "${sub}"`);
    expect(text).toContain('aud: "sts.amazonaws.com"');
    expect(text).toContain('iss: "https://token.actions.githubusercontent.com"');
    expect(text).not.toMatch(/secret-signature|hidden/);
  }
});

test("what is no token is no reason to fail", () => {
  for (const text of ["", "x", "a.b.c", token(null), token([1])])
    expect(describeClaims(text)).toContain("sub: missing");
});
