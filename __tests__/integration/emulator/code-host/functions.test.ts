import { CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clientConfig, GOVERNANCE, start as startEmulator } from "../harness";
import { start, temporary } from "./harness";

/** Asks the host as a function's own code does: by Node.js's https, and by fetch. */
const ASK = `
const https = require("node:https");
const headers = { authorization: "Bearer robot-token", "user-agent": "function" };
const byHttps = (url, options = {}) => new Promise((resolve, reject) => {
  https.get(url, { headers, ...options }, (answer) => { let text = ""; answer.on("data", (part) => (text += part)); answer.on("end", () => resolve(JSON.parse(text).login)); }).on("error", reject);
});
const byFetch = async (url) => (await (await fetch(url, { headers })).json()).login;
const agent = new https.Agent({ keepAlive: true, ca: [...require("node:tls").rootCertificates] });
exports.handler = async () => [await byHttps("https://api.github.example.com/orgs/acme", { agent }), await byFetch("https://api.github.example.com/orgs/acme")];
`;

it("lets functions reach a host under its public name, with a certificate that they can check", async () => {
  const directory = temporary();
  const hosts = await start([{ key: "cloud", type: "github", url: "https://github.example.com" }], { directory });
  const port = Number(new URL(hosts.hosts.get("cloud")?.secureAddress ?? "").port);
  const certificateAuthority = readFileSync(join(directory, "authority.pem"), "utf8");
  const emulator = await startEmulator({
    network: { hosts: { "api.github.example.com:443": port }, certificateAuthority },
  });
  const lambda = new LambdaClient(clientConfig(emulator, GOVERNANCE));
  const ZipFile = zipSync({ "index.js": strToU8(ASK) });
  const Role = `arn:aws:iam::${GOVERNANCE}:role/fn`;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "fn",
      Role,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile },
      Timeout: 20,
    }),
  );
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: "fn" }));
  expect(JSON.parse(Payload?.transformToString() ?? "")).toEqual(["acme", "acme"]);
  await Promise.all([emulator.stop(), hosts.stop()]);
});
