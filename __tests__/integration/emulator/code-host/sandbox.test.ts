import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  codeHostLines,
  listedHosts,
  listedRepositories,
  type PlayedHost,
  robotToken,
  saveCodeHosts,
  startCodeHosts,
} from "../../../../sandbox/code-hosts";
import { apiOf, temporary } from "./harness";

const ROOT = join(__dirname, "../../../..");
const HOST: PlayedHost = {
  key: "private",
  type: "gitlab",
  url: "https://git.example.com",
  namespace: "acme/ml",
  secretArn: "arn:aws:secretsmanager:us-east-1:111111111111:secret:gitlab",
  people: ["@acme/team"],
};

it("starts hosts for a sandbox, says where they are and what is in them, and begins from what was saved", async () => {
  const start = (load?: string) =>
    startCodeHosts({
      hosts: [HOST],
      workDirectory: temporary(),
      root: ROOT,
      environment: {},
      ...(load === undefined ? {} : { load }),
    });
  const first = await start();
  await first.process.ready(async () => (await listedHosts(first.controlPort)) !== undefined, 60);
  const network = JSON.parse(readFileSync(first.networkFile, "utf8")) as { hosts: Record<string, number> };
  expect(Object.keys(network.hosts)).toEqual(["git.example.com:443", "api.git.example.com:443"]);
  const [{ address, url, secureAddress }] = (await listedHosts(first.controlPort)) ?? [];
  expect([url, secureAddress]).toEqual([
    "https://git.example.com",
    `https://127.0.0.1:${network.hosts["git.example.com:443"]}`,
  ]);
  const api = apiOf(`${address}/api/v4`, robotToken("private"));
  const { body: namespace } = await api("GET", "/namespaces/acme%2Fml");
  expect(await api("POST", "/projects", { name: "model", namespace_id: namespace.id })).toMatchObject({ status: 201 });
  expect(await codeHostLines(first.controlPort)).toEqual([
    `Code host private (gitlab, https://git.example.com for functions): ${address}`,
    `  git clone ${address}/acme/ml/model.git`,
  ]);
  const saved = temporary();
  await saveCodeHosts(first.controlPort, saved);
  await first.process.stop();

  const second = await start(saved);
  await second.process.ready(async () => (await listedHosts(second.controlPort)) !== undefined, 60);
  expect((await listedRepositories(second.controlPort)).map(({ path }) => path)).toEqual(["acme/ml/model"]);
  await second.process.stop();
});
