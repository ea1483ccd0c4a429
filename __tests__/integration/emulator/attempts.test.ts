import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateDomainUnitCommand, DataZoneClient, ListDomainUnitsForParentCommand } from "@aws-sdk/client-datazone";
import type { Emulator } from "../../../packages/emulator";
import { emulatorCredentials, unverifiedAuthorization } from "../../../packages/emulator/identity";
import { clientConfig, createDomain, dataZone, GOVERNANCE, REGION, start } from "./harness";

interface Repetitions {
  readonly repeated: readonly { readonly call: string; readonly attempt: number; readonly earlier: string }[];
}

describe("repeated attempts of a call", () => {
  let emulator: Emulator;
  afterEach(() => emulator.stop());

  const repeated = async () =>
    ((await (await fetch(`${emulator.url}/_emulator/repeated`)).json()) as Repetitions).repeated.map(
      ({ call, attempt, earlier }) => `${call} ${attempt}: ${earlier}`,
    );
  /** One attempt as an SDK sends it. */
  const send = async (invocation: string, attempt: number, body: object, path: string): Promise<Response> =>
    fetch(emulator.url + path, {
      method: "POST",
      headers: {
        authorization: unverifiedAuthorization(emulatorCredentials(GOVERNANCE).accessKeyId, REGION, "datazone"),
        "content-type": "application/json",
        "amz-sdk-invocation-id": invocation,
        "amz-sdk-request": `attempt=${attempt}; max=3`,
      },
      body: JSON.stringify(body),
    });
  const unitsOf = async ({ id, rootId }: { id: string; rootId: string }): Promise<(string | undefined)[]> => {
    const parent = { domainIdentifier: id, parentDomainUnitIdentifier: rootId };
    return (await dataZone(emulator).send(new ListDomainUnitsForParentCommand(parent))).items!.map(({ name }) => name);
  };

  it("answers the second attempt of a call that was carried out with the answer of the first", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    const path = `/v2/domains/${domain.id}/domain-units`;
    const unit = { name: "Finance", parentDomainUnitIdentifier: domain.rootId };
    const first = await send("a", 1, unit, path);
    const second = await send("a", 2, unit, path);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first.json());
    expect(await unitsOf(domain)).toEqual(["Finance"]);
    expect(await repeated()).toEqual([
      `datazone:POST ${path} 2: the one before was answered with 201; the same answer again`,
    ]);
    // Another call with the same content is another call: the name is taken.
    expect((await send("b", 1, unit, path)).status).toBe(409);
  });

  it("waits for an attempt that is still under way", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    const path = `/v2/domains/${domain.id}/domain-units`;
    const unit = { name: "Finance", parentDomainUnitIdentifier: domain.rootId };
    emulator.faults.add([{ mode: "delay", operation: "CreateDomainUnit", ms: 200 }]);
    const answers = await Promise.all([send("a", 1, unit, path), send("a", 2, unit, path)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await unitsOf(domain)).toEqual(["Finance"]);
  });

  it("decides anew after a refusal, so that an SDK's repetition of a throttled call succeeds", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    emulator.faults.add([{ mode: "throttle", operation: "CreateDomainUnit" }]);
    const client = new DataZoneClient({ ...clientConfig(emulator, GOVERNANCE), maxAttempts: 3 });
    const unit = { domainIdentifier: domain.id, parentDomainUnitIdentifier: domain.rootId, name: "Finance" };
    await client.send(new CreateDomainUnitCommand(unit));
    expect(await repeated()).toEqual([
      expect.stringMatching(/ 2: the one before was refused with 429; decided again$/),
    ]);
  });

  it("leaves lost what a fault has lost on purpose: the next attempt is carried out, and finds the name taken", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    emulator.faults.add([{ mode: "lost-response", operation: "CreateDomainUnit" }]);
    const client = new DataZoneClient({ ...clientConfig(emulator, GOVERNANCE), maxAttempts: 3 });
    const unit = { domainIdentifier: domain.id, parentDomainUnitIdentifier: domain.rootId, name: "Finance" };
    await expect(client.send(new CreateDomainUnitCommand(unit))).rejects.toMatchObject({ name: "ConflictException" });
    expect(await repeated()).toEqual([
      expect.stringMatching(/ 2: the answer to the one before was lost on purpose; carried out again$/),
    ]);
  });

  it("carries out a second attempt whose first has never arrived", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    const unit = { name: "Finance", parentDomainUnitIdentifier: domain.rootId };
    expect((await send("a", 2, unit, `/v2/domains/${domain.id}/domain-units`)).status).toBe(201);
    expect(await repeated()).toEqual([expect.stringMatching(/ 2: no earlier one has arrived$/)]);
  });
});

describe("what goes on to moto", () => {
  let moto: Server;
  let emulator: Emulator;
  let atOnce = 0;
  let most = 0;
  const connections = new Set<unknown>();

  beforeEach(async () => {
    moto = createServer((request, response) => {
      connections.add(request.socket);
      most = Math.max(most, ++atOnce);
      setTimeout(() => {
        atOnce -= 1;
        response.end("<Arn>arn:aws:sts::111111111111:assumed-role/a/b</Arn><Account>111111111111</Account>");
      }, 5);
    });
    await new Promise<void>((resolve) => moto.listen(0, "127.0.0.1", resolve));
    // It holds nothing that IAM could be judged by.
    emulator = await start({ iam: false, moto: `http://127.0.0.1:${(moto.address() as AddressInfo).port}` });
  });
  afterEach(async () => {
    await emulator.stop();
    moto.close();
  });

  it("arrives one call at a time, over one connection", async () => {
    const call = (key: number): Promise<Response> =>
      fetch(emulator.url, {
        method: "POST",
        headers: { authorization: unverifiedAuthorization(`KEY${key % 3}`, REGION, "iam") },
        body: "Action=ListRoles&Version=2010-05-08",
      });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, key) => call(key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect({ most, connections: connections.size }).toEqual({ most: 1, connections: 1 });
  });
});
