import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "../../../packages/emulator";
import { unverifiedAuthorization } from "../../../packages/emulator/identity";
import { call, createDomain, GOVERNANCE, MEMBER, REGION, share, start, STRANGER } from "./harness";

/** Stands for moto: says who callers are, remembers what arrives, and answers everything with its path. */
class RecordingMoto {
  readonly arrived: string[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const asked = Buffer.concat(chunks).toString();
      if (asked.includes("GetCallerIdentity"))
        return response.end(`<Arn>arn:aws:iam::${GOVERNANCE}:root</Arn><Account>${GOVERNANCE}</Account>`);
      this.arrived.push(`${request.method} ${request.url}`);
      return response.writeHead(request.url?.includes("missing") ? 404 : 200, { "x-moto": "yes" }).end(request.url);
    });
  });

  async url(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe("the steps of a call that goes on to moto", () => {
  let moto: RecordingMoto;
  let emulator: Emulator;
  beforeEach(async () => {
    moto = new RecordingMoto();
    // It holds nothing that IAM could be judged by.
    emulator = await start({ iam: false, moto: await moto.url() });
  });
  afterEach(async () => {
    await emulator.stop();
    moto.close();
  });
  const send = (method: string, path: string, body?: string) =>
    fetch(emulator.url + path, {
      method,
      body,
      headers: { authorization: unverifiedAuthorization("AKIA", REGION, "s3") },
    });

  it("end with moto's answer as it is, and with a line in the log", async () => {
    const answer = await send("GET", "/bucket/key?versionId=1");
    expect([answer.status, answer.headers.get("x-moto"), await answer.text()]).toEqual([
      200,
      "yes",
      "/bucket/key?versionId=1",
    ]);
    expect((await send("GET", "/missing")).status).toBe(404);
    expect(emulator.log.list()).toMatchObject([
      { service: "s3", operation: "GET /bucket/key", account: GOVERNANCE, region: REGION, status: 200 },
      { service: "s3", operation: "GET /missing", caller: `arn:aws:iam::${GOVERNANCE}:root`, status: 404 },
    ]);
  });

  it.each([
    ["throttle", "ThrottlingException", []],
    ["error-before", "InternalServerException", []],
    ["error-after-commit", "InternalServerException", ["PUT /bucket"]],
  ] as const)("let a fault %s happen at its time", async (mode, code, arrived) => {
    emulator.faults.add([{ mode, service: "s3" }]);
    const answer = await send("PUT", "/bucket");
    expect([answer.ok, /<Code>(\w+)</.exec(await answer.text())?.[1]]).toEqual([false, code]);
    expect(moto.arrived).toEqual(arrived);
    expect(emulator.log.list()).toMatchObject([{ fault: mode, status: answer.status }]);
    expect((await send("PUT", "/bucket")).status).toBe(200);
  });

  it("lose an answer when a fault says so, after moto has carried the call out", async () => {
    emulator.faults.add([{ mode: "lost-response", service: "s3" }]);
    await expect(send("PUT", "/bucket")).rejects.toThrow();
    expect(moto.arrived).toEqual(["PUT /bucket"]);
    expect(emulator.log.list()).toMatchObject([{ fault: "lost-response", status: 0 }]);
  });

  it("are struck by the names of operations that are in the path, too", async () => {
    emulator.faults.add([{ mode: "throttle", service: "s3", operation: "PutObject" }]);
    expect((await send("PUT", "/bucket")).ok).toBe(true);
    expect((await send("GET", "/bucket/key")).ok).toBe(true);
    expect((await send("PUT", "/bucket/key")).ok).toBe(false);
    expect((await send("PUT", "/bucket/key")).ok).toBe(true);
  });

  it("end with an answer that has no date once the clock of functions is another than the machine's", async () => {
    expect((await send("GET", "/bucket")).headers.get("date")).toEqual(expect.any(String));
    const skip = { method: "POST", body: JSON.stringify({ skipSeconds: 86_400 }) };
    expect((await fetch(`${emulator.url}/_emulator/schedules`, skip)).status).toBe(200);
    expect((await send("GET", "/bucket")).headers.get("date")).toBeNull();
    expect((await send("GET", "/missing")).headers.get("date")).toBeNull();
  });

  it("are the same for a bucket's policy, which the emulator keeps until the bucket is deleted", async () => {
    emulator.faults.add([{ mode: "throttle", service: "s3" }]);
    expect((await send("PUT", "/bucket?policy", "{}")).ok).toBe(false);
    expect((await send("GET", "/bucket?policy")).status).toBe(404);
    expect((await send("PUT", "/bucket?policy", "{}")).status).toBe(204);
    expect(await (await send("GET", "/bucket?policy")).text()).toBe("{}");
    await send("DELETE", "/bucket");
    expect((await send("GET", "/bucket?policy")).status).toBe(404);
    expect(moto.arrived).toEqual(["DELETE /bucket"]);
  });
});

describe("the steps of a call that nobody serves", () => {
  it("end with 501 and the operation's name, in answer and log", async () => {
    const emulator = await start();
    try {
      const request = { target: "TrentService.CreateKey", body: {} };
      await expect(call(emulator, GOVERNANCE, "kms", request)).rejects.toThrow(
        "NotImplementedException: the sandbox emulator does not implement kms:CreateKey",
      );
      expect(emulator.log.list()).toMatchObject([{ service: "kms", operation: "CreateKey", status: 501 }]);
    } finally {
      await emulator.stop();
    }
  });
});

describe("the steps of a call that one service makes of another", () => {
  let emulator: Emulator;
  afterEach(() => emulator.stop());

  const createOwner = (account: string, domainIdentifier: string, unit: string) => {
    const DesiredState = JSON.stringify({
      DomainIdentifier: domainIdentifier,
      EntityType: "DOMAIN_UNIT",
      EntityIdentifier: unit,
      Owner: { User: { UserIdentifier: "arn:aws:iam::111111111111:role/Admin" } },
    });
    const body = { TypeName: "AWS::DataZone::Owner", DesiredState };
    return call(emulator, account, "cloudcontrolapi", { target: "CloudApiService.CreateResource", body });
  };
  const failure = (answer: Record<string, unknown>) => answer.ProgressEvent;

  it("authorize the caller of the first for the second", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER);
    expect(failure(await createOwner(STRANGER, domain.id, domain.rootId))).toMatchObject({
      ErrorCode: "AccessDenied",
      StatusMessage: expect.stringMatching(/^Unauthorized \(Service: DataZone, Status Code: 401/) as string,
    });
    // Associated, but no operation that members may call.
    expect(failure(await createOwner(MEMBER, domain.id, domain.rootId))).toMatchObject({
      ErrorCode: "AccessDenied",
      StatusMessage: expect.stringContaining("User is not permitted to perform operation: ListEntityOwners") as string,
    });
  });

  it("let faults of the second happen", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    emulator.faults.add([{ mode: "error-before", service: "datazone", operation: "ListEntityOwners" }]);
    expect(failure(await createOwner(GOVERNANCE, domain.id, domain.rootId))).toMatchObject({
      ErrorCode: "GeneralServiceException",
      StatusMessage: expect.stringContaining("injected fault: error-before") as string,
    });
  });
});
