import { CodeConnectionsReader } from "../../../aws/clients/code-connections";
import type { GitStatus } from "../../../contracts/control-plane";
import { emulatorCredentials, startEmulator } from "../../../packages/emulator";
import { finishHandshake } from "../../../packages/emulator/services/codeconnections/handshake";
import { asRoot } from "../../../sandbox/launcher/root-user";
import { buildGit } from "../../support/adoption/build-git";
import { GOVERNANCE, Landscape, REGION } from "./landscape";

const READ = { service: "codeconnections", operation: "GetConnection" };

let landscape: Landscape;
beforeAll(async () => {
  landscape = await Landscape.start();
});
afterAll(() => landscape.stop());
afterEach(() => landscape.emulator.faults.clear());

/** Makes a connection as its account's root user, in the Region of the function. */
async function connection(ConnectionName: string): Promise<string> {
  const target = "CodeConnections_20231201.CreateConnection";
  const ask = asRoot(landscape.emulator.url, GOVERNANCE, REGION);
  const answer = await ask("codeconnections", { target, body: { ConnectionName, ProviderType: "GitHub" } });
  return (JSON.parse(answer) as { readonly ConnectionArn: string }).ConnectionArn;
}

async function statusOf(connectionArn: string): Promise<string> {
  const answer = await landscape.invoke(GOVERNANCE, { action: "git-status", connectionArn }, "read");
  return (answer as GitStatus).status;
}

describe("the function's answer to how a connection is", () => {
  it("follows the connection, from the handshake to its end", async () => {
    const arn = await connection("life");
    expect(await statusOf(arn)).toBe("PENDING");
    finishHandshake(landscape.emulator.store, { connection: "life" });
    expect(await statusOf(arn)).toBe("AVAILABLE");
    finishHandshake(landscape.emulator.store, { connection: arn, status: "ERROR" });
    expect(await statusOf(arn)).toBe("ERROR");
    expect(await statusOf(`${arn}0`)).toBe("GONE");
  });

  it("says in one line what was asked, where AWS refuses", async () => {
    landscape.emulator.faults.add([{ ...READ, mode: "error-before", code: "AccessDeniedException", status: 403 }]);
    await expect(statusOf("arn:aws:codeconnections:eu-west-1:111111111111:connection/x")).rejects.toThrow(
      /read the status of connection "arn:aws:codeconnections:.*AccessDenied/,
    );
  });
});

describe("listing", () => {
  it("finds connections and hosts over all pages, with their tags", async () => {
    const emulator = await startEmulator({ validate: false, pageSize: 1 });
    const credentials = emulatorCredentials(GOVERNANCE, "reader");
    const { url: endpoint } = emulator;
    const reader = new CodeConnectionsReader({ credentials, endpoint, region: () => Promise.resolve(REGION) });
    const arns = await buildGit(endpoint, GOVERNANCE, REGION);
    expect((await reader.listConnections()).map(({ ConnectionName }) => ConnectionName)).toEqual([
      "company-gitlab",
      "pipelines",
    ]);
    expect((await reader.listHosts()).map(({ HostArn }) => HostArn)).toEqual([arns["Company GitLab"]]);
    expect(await reader.listTagsForResource(arns["company-gitlab"])).toMatchObject({ owner: "platform" });
    await emulator.stop();
  });
});

describe("reading a connection", () => {
  it("asks again after a server's error, and gives up after four attempts", async () => {
    const arn = await connection("again");
    const reader = new CodeConnectionsReader({
      credentials: emulatorCredentials(GOVERNANCE, "reader"),
      region: () => Promise.resolve(REGION),
      endpoint: landscape.emulator.url,
    });
    landscape.emulator.faults.add([{ ...READ, mode: "error-before", times: 2 }]);
    expect(await reader.getConnection(arn)).toMatchObject({ ConnectionStatus: "PENDING" });
  });
});

describe("finishing a handshake", () => {
  it("names the connections that there are, where one does not exist", () => {
    expect(() => finishHandshake(landscape.emulator.store, { connection: "nobody" })).toThrow(
      /there is no connection "nobody"; there are: life, again/,
    );
  });
});
