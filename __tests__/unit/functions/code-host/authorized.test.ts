import { createVerify, generateKeyPairSync } from "node:crypto";
import type { CodeHostSettings } from "../../../../contracts/aiops/settings";
import {
  apiBase,
  connect,
  HostSecretError,
  parseSecret,
  type HostRequest,
  type HostSecret,
} from "../../../../functions/code-host";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const HOST: CodeHostSettings = { type: "github", url: "https://github.com", namespace: "acme", secretArn: "arn:x" };
const NOW = Date.parse("2026-11-30T08:00:00Z");

function connection(secrets: HostSecret[], options: { valid?: string; type?: CodeHostSettings["type"] } = {}) {
  const requests: HostRequest[] = [];
  let now = NOW;
  let made = 0;
  const send = connect(
    { ...HOST, type: options.type ?? "github" },
    () => Promise.resolve(secrets.length > 1 ? (secrets.shift() as HostSecret) : secrets[0]),
    {
      patience: { now: () => now, sleep: () => Promise.resolve() },
      transport: (request) => {
        requests.push(request);
        if (request.path.startsWith("/app/")) {
          const token = `installation-${++made}`;
          return Promise.resolve({ status: 201, headers: {}, body: { token, expires_at: "2026-11-30T09:00:00Z" } });
        }
        const isValid = options.valid === undefined || request.headers?.authorization === `Bearer ${options.valid}`;
        return Promise.resolve({ status: isValid ? 200 : 401, headers: {}, body: {} });
      },
    },
  );
  return {
    send: () => send({ method: "GET", path: "/x" }),
    requests,
    pass: (hours: number) => (now += hours * 3_600_000),
  };
}

describe("requests with a token", () => {
  it("send it as a bearer, with GitHub's version of the API", async () => {
    const { send, requests } = connection([{ token: "abc" }]);
    await send();
    expect(requests[0].headers).toEqual({
      authorization: "Bearer abc",
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    });
  });

  it("say nothing of GitHub to GitLab", async () => {
    const { send, requests } = connection([{ token: "abc" }], { type: "gitlab" });
    await send();
    expect(requests[0].headers).toEqual({ authorization: "Bearer abc" });
  });

  it("take a token that was rotated, at once when the host refuses the old one", async () => {
    const { send, requests } = connection([{ token: "old" }, { token: "new" }], { valid: "new" });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect(requests.map(({ headers }) => headers?.authorization)).toEqual(["Bearer old", "Bearer new", "Bearer new"]);
  });

  it("do not go on for ever with a token that is refused", async () => {
    const { send, requests } = connection([{ token: "old" }], { valid: "new" });
    expect((await send()).status).toBe(401);
    expect(requests).toHaveLength(1);
  });
});

describe("requests of a GitHub App", () => {
  const app = { appId: "7", installationId: "70", privateKey };

  it("take a token of the installation, and a new one before it ends", async () => {
    const { send, requests, pass } = connection([app]);
    await send();
    await send();
    pass(0.95);
    await send();
    expect(requests.map(({ path, headers }) => [path, path === "/x" ? headers?.authorization : ""])).toEqual([
      ["/app/installations/70/access_tokens", ""],
      ["/x", "Bearer installation-1"],
      ["/x", "Bearer installation-1"],
      ["/app/installations/70/access_tokens", ""],
      ["/x", "Bearer installation-2"],
    ]);
  });

  it("say who they are with a signed token of ten minutes", async () => {
    const { send, requests } = connection([app]);
    await send();
    const [head, claims, signature] = (requests[0].headers?.authorization ?? "").replace("Bearer ", "").split(".");
    const parsed = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
    expect(parsed(head)).toEqual({ alg: "RS256", typ: "JWT" });
    expect(parsed(claims)).toEqual({ iat: NOW / 1000 - 60, exp: NOW / 1000 + 540, iss: "7" });
    const verified = createVerify("RSA-SHA256").update(`${head}.${claims}`).verify(publicKey, signature, "base64url");
    expect(verified).toBe(true);
  });

  it("never tell the key where it cannot be read", async () => {
    const broken = "-----BEGIN PRIVATE KEY-----\nAAAA-secret\n-----END PRIVATE KEY-----";
    const { send } = connection([{ ...app, privateKey: broken }]);
    const error = await send().catch((one: unknown) => one);
    expect(error).toBeInstanceOf(HostSecretError);
    expect(JSON.stringify([String(error), (error as Error).stack])).not.toContain("AAAA-secret");
  });
});

describe("a secret", () => {
  it("is a token or an app, with ids as text or numbers", () => {
    expect(parseSecret('{"token": "abc"}')).toEqual({ token: "abc" });
    const app = JSON.stringify({ appId: 7, installationId: "70", privateKey });
    expect(parseSecret(app)).toEqual({ appId: "7", installationId: "70", privateKey });
  });

  it.each(["token-in-clear", '{"token": ""}', '{"token": "very-secret", "user": "x"}', '{"appId": "x"}'])(
    "of another form is refused without a word of it: %s",
    (text) => {
      const error = (() => {
        try {
          return parseSecret(text);
        } catch (thrown) {
          return thrown;
        }
      })();
      expect(error).toBeInstanceOf(HostSecretError);
      expect(String(error)).not.toMatch(/clear|very-secret/);
    },
  );
});

describe("the API of a host", () => {
  it.each([
    ["github", "https://github.com", "https://api.github.com"],
    ["github", "https://octocorp.ghe.com", "https://api.octocorp.ghe.com"],
    ["github", "http://localhost:4000", "http://localhost:4000"],
    ["github-enterprise-server", "https://git.example.com", "https://git.example.com/api/v3"],
    ["gitlab", "https://gitlab.com", "https://gitlab.com/api/v4"],
    ["gitlab", "https://example.com/gitlab", "https://example.com/gitlab/api/v4"],
  ] as const)("of %s at %s is at %s", (type, url, base) => {
    expect(apiBase({ type, url })).toBe(base);
  });
});
