import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateDomainUnitCommand,
  DataZoneClient,
  ListDomainUnitsForParentCommand,
  ListProjectsCommand,
} from "@aws-sdk/client-datazone";
import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  PutParameterCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import type { Emulator, Inventory } from "../../../packages/emulator";
import { clientConfig, createDomain, dataZone, eventually, GOVERNANCE, start } from "./harness";

describe("faults, limits, control endpoints and persistence", () => {
  let emulator: Emulator;
  afterEach(() => emulator.stop());

  const units = async (domain: { id: string; rootId: string }, client = dataZone(emulator)) => {
    const parent = { domainIdentifier: domain.id, parentDomainUnitIdentifier: domain.rootId };
    return (await client.send(new ListDomainUnitsForParentCommand(parent))).items!.map((unit) => unit.name);
  };
  const createUnit = (domain: { id: string; rootId: string }, name: string, client = dataZone(emulator)) =>
    client.send(
      new CreateDomainUnitCommand({ domainIdentifier: domain.id, parentDomainUnitIdentifier: domain.rootId, name }),
    );

  it("throttles once, which the SDK retries", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    emulator.faults.add([{ mode: "throttle", operation: "CreateDomainUnit" }]);
    await expect(createUnit(domain, "a")).rejects.toMatchObject({ name: "ThrottlingException" });
    emulator.faults.add([{ mode: "throttle", operation: "CreateDomainUnit" }]);
    const retrying = new DataZoneClient({ ...clientConfig(emulator, GOVERNANCE), maxAttempts: 3 });
    await createUnit(domain, "a", retrying);
    expect(await units(domain)).toEqual(["a"]);
  });

  it.each([
    ["error-before", /injected/, []],
    ["error-after-commit", /injected/, ["a"]],
    ["lost-response", /socket hang up|ECONNRESET/, ["a"]],
  ] as const)("%s leaves behind what it says", async (mode, error, left) => {
    emulator = await start();
    const domain = await createDomain(emulator);
    emulator.faults.add([{ mode, service: "datazone", operation: "CreateDomainUnit", account: GOVERNANCE }]);
    await expect(createUnit(domain, "a")).rejects.toThrow(error);
    expect(await units(domain)).toEqual(left);
  });

  it("strikes the calls of one role alone where the rule names it", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    emulator.faults.add([{ mode: "error-before", operation: "ListDomainUnitsForParent", caller: "Struck" }]);
    expect(await units(domain)).toEqual([]);
    await expect(units(domain, dataZone(emulator, GOVERNANCE, "Struck"))).rejects.toThrow("injected");
    expect(await units(domain, dataZone(emulator, GOVERNANCE, "Struck"))).toEqual([]);
  });

  it("refuses every role below an age when told to, from the first call that names it", async () => {
    const young = await start({ delays: { role: 3_600_000 } });
    await expect(createDomain(young)).rejects.toMatchObject({
      name: "ValidationException",
      message: "Unable to assume role ",
    });
    await young.stop();
    emulator = await start({ delays: { role: 30 } });
    const made = emulator;
    expect((await eventually(() => createDomain(made))).id).toMatch(/^dzd/);
  });

  it("enforces the service's rates when told to", async () => {
    emulator = await start({ enforceRates: true });
    const domain = await createDomain(emulator);
    const list = () => dataZone(emulator).send(new ListProjectsCommand({ domainIdentifier: domain.id }));
    const results = await Promise.allSettled(Array.from({ length: 12 }, list));
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(12);
  });

  it("answers 501 with the operation's name for what it does not have", async () => {
    emulator = await start();
    const response = await fetch(`${emulator.url}/v2/domains/dzd-x/data-products`, {
      method: "POST",
      headers: {
        authorization: "AWS4-HMAC-SHA256 Credential=EMULATOR-111111111111-x/20260101/us-east-1/datazone/aws4_request",
      },
      body: "{}",
    });
    expect(response.status).toBe(501);
    expect(await response.text()).toContain("datazone:CreateDataProduct");
  });

  it("takes faults, and shows inventory and log, over the control endpoints", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    const control = async (method: string, path: string, body?: object) => {
      const response = await fetch(`${emulator.url}/_emulator/${path}`, { method, body: body && JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    };
    expect((await control("GET", "health")).body).toMatchObject({ status: "ok" });
    expect((await control("POST", "faults", { mode: "nonsense" })).status).toBe(400);
    await control("POST", "faults", [{ mode: "error-before", operation: "CreateDomainUnit", code: "X", status: 400 }]);
    await expect(createUnit(domain, "a")).rejects.toMatchObject({ name: "X" });
    await createUnit(domain, "a");
    const { accounts } = (await control("GET", "store")).body as Inventory;
    expect(accounts).toMatchObject([{ account: GOVERNANCE, counts: { domains: 1, domainUnits: 2 } }]);
    const log = (await control("GET", "log")).body as { calls: object[] };
    expect(log.calls).toContainEqual(expect.objectContaining({ operation: "CreateDomain", account: GOVERNANCE }));
    await control("POST", "reset");
    expect((await control("GET", "store")).body).toEqual({ accounts: [] });
  });

  it("keeps its state in a file over a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-state-"));
    const stateFile = join(folder, "state.json");
    emulator = await start({ stateFile });
    const domain = await createDomain(emulator);
    await createUnit(domain, "kept");
    await emulator.stop();
    expect(existsSync(stateFile)).toBe(true);
    emulator = await start({ stateFile });
    expect(await units(domain)).toEqual(["kept"]);
    rmSync(folder, { recursive: true });
  });

  it("serves parameters in-process without moto", async () => {
    emulator = await start();
    const ssm = new SSMClient(clientConfig(emulator, GOVERNANCE));
    const Name = "/smus/ledger/a";
    await ssm.send(new PutParameterCommand({ Name, Value: "1", Type: "String" }));
    await expect(ssm.send(new PutParameterCommand({ Name, Value: "2", Type: "String" }))).rejects.toMatchObject({
      name: "ParameterAlreadyExists",
    });
    await ssm.send(new PutParameterCommand({ Name, Value: "2", Overwrite: true }));
    expect((await ssm.send(new GetParameterCommand({ Name }))).Parameter).toMatchObject({ Value: "2", Version: 2 });
    const found = await ssm.send(new GetParametersByPathCommand({ Path: "/smus", Recursive: true }));
    expect(found.Parameters).toHaveLength(1);
    await ssm.send(new DeleteParameterCommand({ Name }));
    await expect(ssm.send(new GetParameterCommand({ Name }))).rejects.toMatchObject({ name: "ParameterNotFound" });
  });
});
