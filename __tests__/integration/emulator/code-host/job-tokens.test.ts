import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import type { CodeHosts } from "../../../../packages/emulator/code-host";
import { apiOf, start } from "./harness";

let hosts: CodeHosts;
beforeAll(async () => {
  hosts = await start([
    { key: "server", type: "github-enterprise-server", url: "https://git.example.com" },
    { key: "gitlab", type: "gitlab" },
  ]);
  await apiOf(`${hosts.url("server")}/api/v3`)("POST", "/orgs/acme/repos", { name: "model", private: true });
  const gitlab = apiOf(`${hosts.url("gitlab")}/api/v4`);
  const { body } = await gitlab("GET", "/namespaces/acme%2Fml");
  await gitlab("POST", "/projects", { name: "model", namespace_id: body.id });
});
afterAll(() => hosts.stop());

const token = async (job: object): Promise<string> => {
  const { body } = await apiOf(hosts.controlUrl, "")<{ token: string }>("POST", "/_code-hosts/job-tokens", job);
  return body.token;
};
const claimsOf = (text: string) =>
  JSON.parse(Buffer.from(text.split(".")[1], "base64url").toString()) as Record<string, unknown>;

it("gives jobs the subject of their environment, in both forms, or of their branch", async () => {
  const record = hosts.hosts.get("server")?.repository("acme", "model");
  const owner = hosts.hosts.get("server")?.organization("acme");
  const job = { host: "server", repository: "acme/model", environment: "prod" };
  expect(claimsOf(await token(job))).toMatchObject({
    sub: "repo:acme/model:environment:prod",
    aud: "sts.amazonaws.com",
    iss: "https://git.example.com/_services/token",
  });
  const immutable = claimsOf(await token({ ...job, immutableSubject: true }));
  expect(immutable.sub).toBe(`repo:acme@${owner?.id}/model@${record?.id}:environment:prod`);
  expect(claimsOf(await token({ host: "server", repository: "acme/model" })).sub).toBe(
    "repo:acme/model:ref:refs/heads/main",
  );
  expect(claimsOf(await token({ host: "gitlab", repository: "acme/ml/model", environment: "prod" }))).toMatchObject({
    sub: "project_path:acme/ml/model:ref_type:branch:ref:main",
    environment: "prod",
  });
  expect(
    await apiOf(hosts.controlUrl, "")("POST", "/_code-hosts/job-tokens", { ...job, repository: "acme/no" }),
  ).toMatchObject({ status: 404 });
});

it("signs them with the key that the issuer publishes", async () => {
  const issuer = apiOf(`${hosts.url("server")}/_services/token`, "");
  const { body: discovery } = await issuer("GET", "/.well-known/openid-configuration");
  expect(discovery.jwks_uri).toBe("https://git.example.com/_services/token/.well-known/jwks");
  const { body } = await issuer<{ keys: JsonWebKey[] }>("GET", "/.well-known/jwks");
  const [header, payload, signature] = (await token({ host: "server", repository: "acme/model" })).split(".");
  const key = createPublicKey({ key: body.keys[0], format: "jwk" });
  expect(verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"))).toBe(true);
});
