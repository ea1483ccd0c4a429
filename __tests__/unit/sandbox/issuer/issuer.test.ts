import { createHash, createPublicKey, randomBytes, verify, type JsonWebKey } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { personOf, identitySettings } from "../../../../governance/people";
import { PERSONAS, startIssuer, type RunningIssuer } from "../../../../sandbox/issuer";

const REDIRECT = "http://127.0.0.1:9/signed-in";

describe("the sandbox's issuer", () => {
  let directory: string;
  let issuer: RunningIssuer;
  let discovery: Readonly<Record<string, never>>;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "smus-issuer-"));
    issuer = await startIssuer({ redirectUris: [REDIRECT], directory, tokenSeconds: 120 });
    discovery = await json(`${issuer.issuer}/.well-known/openid-configuration`);
  });
  afterAll(async () => {
    await issuer?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const json = async (url: string) => (await (await fetch(url)).json()) as Readonly<Record<string, never>>;

  /** A browser's walk: follows redirects with its cookies until it would leave the issuer. */
  class Visitor {
    private readonly cookies = new Map<string, string>();

    async go(url: string, form?: Record<string, string>): Promise<{ status: number; at: string; text: string }> {
      let [at, body] = [url, form && new URLSearchParams(form)];
      for (;;) {
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        const init = body === undefined ? {} : { method: "POST", body };
        const answer = await fetch(at, { ...init, redirect: "manual", headers: { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
          this.cookies.set(name, value);
        }
        const next = answer.headers.get("location");
        if (next === null) return { status: answer.status, at, text: await answer.text() };
        at = new URL(next, at).href;
        body = undefined;
        if (!at.startsWith(issuer.issuer)) return { status: answer.status, at, text: "" };
      }
    }
  }

  const verifier = randomBytes(32).toString("base64url");
  const asked = (changes: Record<string, string> = {}) => {
    const url = new URL(discovery.authorization_endpoint);
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const parameters = {
      client_id: issuer.clientId,
      redirect_uri: REDIRECT,
      response_type: "code",
      scope: issuer.scopes,
      state: "state-1",
      nonce: "nonce-1",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...changes,
    };
    for (const [name, value] of Object.entries(parameters)) if (value !== "") url.searchParams.set(name, value);
    return url.href;
  };

  async function codeFor(persona: string): Promise<string> {
    const visitor = new Visitor();
    const page = await visitor.go(asked());
    const { at } = await visitor.go(page.at, { persona });
    const back = new URL(at);
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
    expect(back.searchParams.get("state")).toBe("state-1");
    return back.searchParams.get("code") ?? "";
  }

  async function tokens(form: Record<string, string>) {
    const body = new URLSearchParams({ client_id: issuer.clientId, ...form });
    const answer = await fetch(discovery.token_endpoint, {
      method: "POST",
      body,
      headers: { origin: "http://127.0.0.1:9" },
    });
    return {
      status: answer.status,
      origin: answer.headers.get("access-control-allow-origin"),
      body: (await answer.json()) as Record<string, string>,
    };
  }
  const redeemed = (code: string, changes = {}) =>
    tokens({ grant_type: "authorization_code", code, redirect_uri: REDIRECT, code_verifier: verifier, ...changes });

  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString()) as Record<string, unknown>;

  test("describes itself: code flow with PKCE by S256, for clients that keep no secret", () => {
    expect(discovery.issuer).toBe(issuer.issuer);
    expect(discovery.code_challenge_methods_supported).toEqual(["S256"]);
    expect(discovery.token_endpoint_auth_methods_supported).toContain("none");
    expect(discovery.scopes_supported).toEqual(expect.arrayContaining(["openid", "profile", "groups"]));
  });

  test("offers every persona, and asks for no password", async () => {
    const { text, status } = await new Visitor().go(asked());
    expect(status).toBe(200);
    for (const { name, key } of PERSONAS) {
      expect(text).toContain(name);
      expect(text).toContain(`value="${key}"`);
    }
    expect(text).not.toContain('password"');
  });

  test.each(PERSONAS.map((persona) => [persona.key, persona] as const))(
    "signs in %s with the claims that the API reads",
    async (key, { login, groups, name }) => {
      const { status, body, origin } = await redeemed(await codeFor(key));
      expect(status).toBe(200);
      expect(origin).toBe("http://127.0.0.1:9");
      const claims = claimsOf(body.access_token);
      expect(claims).toMatchObject({ iss: issuer.issuer, aud: issuer.audience, sub: key });
      expect(claims).toMatchObject({ preferred_username: login, groups, name });
      expect(claimsOf(body.id_token)).toMatchObject({ nonce: "nonce-1", aud: issuer.clientId, groups });
      const settings = identitySettings.parse({
        issuer: issuer.issuer,
        audiences: [issuer.audience],
        claims: issuer.claims,
        groups: Object.fromEntries(groups.map((group) => [group, { stewards: ["finance"] }])),
      });
      expect(personOf(claims, settings, new Date().toISOString())).toMatchObject({ name: login, id: key });
    },
  );

  test("signs access tokens with the key that it publishes", async () => {
    const { body } = await redeemed(await codeFor("auditor"));
    const [head, payload, signature] = body.access_token.split(".");
    const { kid, alg } = JSON.parse(Buffer.from(head, "base64url").toString()) as { kid: string; alg: string };
    expect(alg).toBe("RS256");
    const { keys } = (await json(discovery.jwks_uri)) as unknown as { keys: (JsonWebKey & { kid: string })[] };
    const key = createPublicKey({ key: keys.find((one) => one.kid === kid)!, format: "jwk" });
    const isGenuine = (text: string) =>
      verify("RSA-SHA256", Buffer.from(text), key, Buffer.from(signature, "base64url"));
    expect(isGenuine(`${head}.${payload}`)).toBe(true);
    expect(isGenuine(`${head}.${payload}x`)).toBe(false);
  });

  test("renews a session once with each refresh token", async () => {
    const { body } = await redeemed(await codeFor("data-steward"));
    const renewal = { grant_type: "refresh_token", refresh_token: body.refresh_token };
    const renewed = await tokens(renewal);
    expect(renewed.status).toBe(200);
    expect(claimsOf(renewed.body.access_token)).toMatchObject({ sub: "data-steward", aud: issuer.audience });
    expect((await tokens(renewal)).body.error).toBe("invalid_grant");
  });

  test("refuses a redirect to an address that is not the client's", async () => {
    for (const redirect_uri of ["http://127.0.0.1:9/elsewhere", "https://evil.example.com/signed-in"]) {
      const { status, at, text } = await new Visitor().go(asked({ redirect_uri }));
      expect(status).toBe(400);
      expect(at).toContain(issuer.issuer);
      expect(text).toContain("redirect_uri");
    }
  });

  test("refuses to begin without PKCE", async () => {
    const { at } = await new Visitor().go(asked({ code_challenge: "", code_challenge_method: "" }));
    expect(new URL(at).searchParams.get("error")).toBe("invalid_request");
    expect(new URL(at).searchParams.get("code")).toBeNull();
  });

  test("refuses a code with another verifier, and a code that was used", async () => {
    const code = await codeFor("finance-lead");
    const other = await redeemed(code, { code_verifier: randomBytes(32).toString("base64url") });
    expect(other.body.error).toBe("invalid_grant");
    const second = await codeFor("finance-lead");
    expect((await redeemed(second)).status).toBe(200);
    expect((await redeemed(second)).body.error).toBe("invalid_grant");
  });

  test("lets pages of other origins read nothing", async () => {
    const answer = await fetch(discovery.token_endpoint, {
      method: "POST",
      headers: { origin: "https://evil.example.com" },
      body: new URLSearchParams({ client_id: issuer.clientId, grant_type: "authorization_code", code: "x" }),
    });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("an issuer ends when it is stopped, and one without its port says where its log is", async () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-issuer-"));
  try {
    const first = await startIssuer({ redirectUris: [REDIRECT], directory });
    const port = Number(new URL(first.issuer).port);
    await first.stop();
    await expect(fetch(`${first.issuer}/.well-known/openid-configuration`)).rejects.toThrow();
    const server = createServer((_request, response) => response.writeHead(404).end()).listen(port, "127.0.0.1");
    await once(server, "listening");
    await expect(startIssuer({ redirectUris: [REDIRECT], directory, port })).rejects.toThrow(
      /did not start.*issuer\.log/,
    );
    server.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
