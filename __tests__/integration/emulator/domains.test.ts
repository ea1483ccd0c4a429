import {
  AddEntityOwnerCommand,
  AddPolicyGrantCommand,
  CreateDomainUnitCommand,
  CreateUserProfileCommand,
  DeleteDomainCommand,
  DeleteDomainUnitCommand,
  GetDomainCommand,
  ListDomainUnitsForParentCommand,
  ListEntityOwnersCommand,
  RemoveEntityOwnerCommand,
} from "@aws-sdk/client-datazone";
import type { Emulator } from "../../../packages/emulator";
import type { DataZoneState } from "../../../packages/emulator/services/datazone/model";
import { createDomain, dataZone, GOVERNANCE, REGION, start } from "./harness";

describe("domains, units, owners and grants", () => {
  let emulator: Emulator;
  afterEach(() => emulator.stop());

  it("answers GetDomain with CREATING until the domain is up, and with the root unit", async () => {
    emulator = await start({ delays: { domain: 60_000 } });
    const { id, rootId } = await createDomain(emulator);
    const client = dataZone(emulator);
    expect((await client.send(new GetDomainCommand({ identifier: id }))).status).toBe("CREATING");
    emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({ domains: {} })).domains[
      id
    ].availableAt = 0;
    expect(await client.send(new GetDomainCommand({ identifier: id }))).toMatchObject({
      status: "AVAILABLE",
      rootDomainUnitId: rootId,
    });
  });

  it("refuses a second domain of the same name", async () => {
    emulator = await start();
    await createDomain(emulator);
    await expect(createDomain(emulator)).rejects.toMatchObject({
      name: "ConflictException",
      message: "Domain name already exists under this account, please use another one",
    });
  });

  it("refuses to delete a domain with units, and refuses to show a deleted one", async () => {
    emulator = await start();
    const { id, rootId } = await createDomain(emulator);
    const client = dataZone(emulator);
    const unit = { domainIdentifier: id, parentDomainUnitIdentifier: rootId, name: "finance" };
    await client.send(new CreateDomainUnitCommand(unit));
    await expect(client.send(new DeleteDomainCommand({ identifier: id }))).rejects.toThrow(/still has 1/);
    await client.send(new DeleteDomainCommand({ identifier: id, skipDeletionCheck: true }));
    await expect(client.send(new GetDomainCommand({ identifier: id }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  it("refuses a sibling of the same name, a sixth level, and the deletion of a parent", async () => {
    emulator = await start();
    const { id, rootId } = await createDomain(emulator);
    const client = dataZone(emulator);
    const create = async (parentDomainUnitIdentifier: string, name: string) => {
      const command = new CreateDomainUnitCommand({ domainIdentifier: id, parentDomainUnitIdentifier, name });
      return (await client.send(command)).id!;
    };
    const first = await create(rootId, "unit");
    await expect(create(rootId, "unit")).rejects.toMatchObject({ name: "ConflictException" });
    let parent = first;
    for (const level of [2, 3, 4, 5]) parent = await create(parent, `level ${level}`);
    await expect(create(parent, "level 6")).rejects.toMatchObject({ name: "ServiceQuotaExceededException" });
    await expect(
      client.send(new DeleteDomainUnitCommand({ domainIdentifier: id, identifier: first })),
    ).rejects.toMatchObject({ name: "ConflictException" });
  });

  it("pages lists of units by maxResults", async () => {
    emulator = await start();
    const { id, rootId } = await createDomain(emulator);
    const client = dataZone(emulator);
    const parent = { domainIdentifier: id, parentDomainUnitIdentifier: rootId };
    for (const name of ["a", "b", "c"]) await client.send(new CreateDomainUnitCommand({ ...parent, name }));
    const first = await client.send(new ListDomainUnitsForParentCommand({ ...parent, maxResults: 2 }));
    const { nextToken } = first;
    const second = await client.send(new ListDomainUnitsForParentCommand({ ...parent, maxResults: 2, nextToken }));
    expect([...first.items!, ...second.items!].map((unit) => unit.name)).toEqual(["a", "b", "c"]);
    expect(second.nextToken).toBeUndefined();
  });

  it("makes the creating role owner of the root unit and keeps at least one owner", async () => {
    emulator = await start();
    const { id, rootId } = await createDomain(emulator);
    const client = dataZone(emulator);
    const entity = { domainIdentifier: id, entityType: "DOMAIN_UNIT", entityIdentifier: rootId } as const;
    const owners = async () => (await client.send(new ListEntityOwnersCommand(entity))).owners!;
    const [creator] = await owners();
    expect(creator.group).toBeDefined();
    const owner = { group: { groupIdentifier: creator.group!.groupId } };
    await expect(client.send(new RemoveEntityOwnerCommand({ ...entity, owner }))).rejects.toThrow(/at least one owner/);
    const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/Data`;
    await client.send(new CreateUserProfileCommand({ domainIdentifier: id, userIdentifier, userType: "IAM_ROLE" }));
    await client.send(new AddEntityOwnerCommand({ ...entity, owner: { user: { userIdentifier } } }));
    await expect(
      client.send(new AddEntityOwnerCommand({ ...entity, owner: { user: { userIdentifier } } })),
    ).rejects.toMatchObject({ name: "ConflictException" });
    expect(await owners()).toHaveLength(2);
  });

  it("refuses a repeated user profile, because there is no delete", async () => {
    emulator = await start();
    const { id } = await createDomain(emulator);
    const client = dataZone(emulator);
    const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/Data`;
    const command = new CreateUserProfileCommand({ domainIdentifier: id, userIdentifier, userType: "IAM_ROLE" });
    expect((await client.send(command)).status).toBe("ACTIVATED");
    await expect(client.send(command)).rejects.toThrow(/already exists/);
  });

  it("refuses the 21st grant of a policy on a unit, and a detail of another policy", async () => {
    emulator = await start();
    const { id, rootId } = await createDomain(emulator);
    const client = dataZone(emulator);
    const grant = (groupIdentifier: string, detail: object = { createProject: { includeChildDomainUnits: true } }) =>
      client.send(
        new AddPolicyGrantCommand({
          domainIdentifier: id,
          entityType: "DOMAIN_UNIT",
          entityIdentifier: rootId,
          policyType: "CREATE_PROJECT",
          principal: { group: { groupIdentifier } },
          detail: detail as never,
        }),
      );
    await expect(grant("g", { createGlossary: {} })).rejects.toThrow(/needs the detail createProject/);
    for (let i = 0; i < 20; i++) await grant(`group-${i}`);
    await expect(grant("group-0")).rejects.toMatchObject({ name: "ConflictException" });
    await expect(grant("group-20")).rejects.toMatchObject({ name: "ServiceQuotaExceededException" });
  });
});
