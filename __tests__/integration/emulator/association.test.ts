import {
  CreateAccountPoolCommand,
  GetDomainCommand,
  GetEnvironmentBlueprintConfigurationCommand,
  ListDomainsCommand,
  ListDomainUnitsForParentCommand,
  ListEnvironmentBlueprintConfigurationsCommand,
  PutEnvironmentBlueprintConfigurationCommand,
} from "@aws-sdk/client-datazone";
import type { Emulator } from "../../../packages/emulator";
import {
  blueprintId,
  call,
  createDomain,
  dataZone,
  enableBlueprint,
  eventually,
  grantBlueprint,
  MEMBER,
  REGION,
  share,
  start,
  STRANGER,
} from "./harness";

describe("account association", () => {
  let emulator: Emulator;
  afterEach(() => emulator.stop());

  const probe = (domainIdentifier: string, account: string) =>
    dataZone(emulator, account).send(new ListEnvironmentBlueprintConfigurationsCommand({ domainIdentifier }));

  it("hides the domain from an account until a share of it is associated", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    await expect(probe(domain.id, MEMBER)).rejects.toMatchObject({ name: "UnauthorizedException" });
    await share(emulator, domain.arn, MEMBER);
    expect((await probe(domain.id, MEMBER)).items).toEqual([]);
    await expect(probe(domain.id, STRANGER)).rejects.toMatchObject({ name: "UnauthorizedException" });
    const visible = await dataZone(emulator, MEMBER).send(new ListDomainsCommand({}));
    expect(visible.items!.map((item) => item.id)).toEqual([domain.id]);
  });

  test.each([
    ["an hour", 3_600_000, false],
    ["30 ms", 30, true],
  ])("lets the association take its time when told to: %s", async (_time, association, ends) => {
    emulator = await start({ delays: { association } });
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER);
    const answer = ends ? eventually(() => probe(domain.id, MEMBER)) : probe(domain.id, MEMBER);
    if (ends) await expect(answer).resolves.toBeDefined();
    else await expect(answer).rejects.toMatchObject({ name: "UnauthorizedException" });
  });

  it("associates the accounts of an organizational unit, and no others", async () => {
    const unit = "arn:aws:organizations::999999999999:ou/o-abcdefghij/ou-abcd-12345678";
    emulator = await start({ organization: { units: { [unit]: [MEMBER] } } });
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, unit);
    await expect(probe(domain.id, MEMBER)).resolves.toBeDefined();
    await expect(probe(domain.id, STRANGER)).rejects.toMatchObject({ name: "UnauthorizedException" });
  });

  it("invites an account outside of the organization, which must accept", async () => {
    emulator = await start({ organization: { accounts: ["111111111111"] } });
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER);
    await expect(probe(domain.id, MEMBER)).rejects.toMatchObject({ name: "UnauthorizedException" });
    const path = "/getresourceshareinvitations";
    const { resourceShareInvitations } = await call(emulator, MEMBER, "ram", { path, body: {} });
    const [invitation] = resourceShareInvitations as { resourceShareInvitationArn: string; status: string }[];
    expect(invitation.status).toBe("PENDING");
    const { resourceShareInvitationArn } = invitation;
    const accept = { path: "/acceptresourceshareinvitation", body: { resourceShareInvitationArn } };
    emulator.faults.add([{ mode: "invitation-expired", account: STRANGER }]);
    await call(emulator, MEMBER, "ram", accept);
    await expect(probe(domain.id, MEMBER)).resolves.toBeDefined();
    await expect(call(emulator, MEMBER, "ram", accept)).rejects.toThrow(/AlreadyAccepted/);
  });

  it("raises no invitation inside the organization, and an expired one by fault", async () => {
    emulator = await start({
      organization: { accounts: ["111111111111", MEMBER] },
      faults: [{ mode: "invitation-expired" }],
    });
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER, STRANGER);
    const invitations = (account: string) =>
      call(emulator, account, "ram", { path: "/getresourceshareinvitations", body: {} });
    expect(await invitations(MEMBER)).toMatchObject({ resourceShareInvitations: [] });
    expect(await invitations(STRANGER)).toMatchObject({ resourceShareInvitations: [{ status: "EXPIRED" }] });
  });

  it("invites who is named as outside of the organization, and nobody else", async () => {
    emulator = await start({ organization: { outside: [STRANGER] } });
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER, STRANGER);
    const invitations = (account: string) =>
      call(emulator, account, "ram", { path: "/getresourceshareinvitations", body: {} });
    expect(await invitations(MEMBER)).toMatchObject({ resourceShareInvitations: [] });
    expect(await invitations(STRANGER)).toMatchObject({ resourceShareInvitations: [{ status: "PENDING" }] });
  });

  it("refuses governance operations to a member, and listing units", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER);
    const member = dataZone(emulator, MEMBER);
    const pool = new CreateAccountPoolCommand({
      domainIdentifier: domain.id,
      name: "pool",
      resolutionStrategy: "MANUAL",
      accountSource: { accounts: [{ awsAccountId: MEMBER, supportedRegions: [REGION] }] },
    });
    await expect(member.send(pool)).rejects.toMatchObject({ name: "AccessDeniedException" });
    const units = { domainIdentifier: domain.id, parentDomainUnitIdentifier: domain.rootId };
    await expect(member.send(new ListDomainUnitsForParentCommand(units))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    await expect(member.send(new GetDomainCommand({ identifier: domain.id }))).resolves.toMatchObject({
      id: domain.id,
    });
  });

  it("configures blueprints of the caller's account, overwriting what is left out, without global parameters", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER);
    const id = await enableBlueprint(emulator, MEMBER, domain, "DataLake");
    const key = { domainIdentifier: domain.id, environmentBlueprintIdentifier: id };
    const member = dataZone(emulator, MEMBER);
    const get = () => member.send(new GetEnvironmentBlueprintConfigurationCommand(key));
    expect((await get()).regionalParameters).toBeDefined();
    await expect(dataZone(emulator).send(new GetEnvironmentBlueprintConfigurationCommand(key))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    const globalParameters = { projectRolePolicyArns: "x" };
    await member.send(
      new PutEnvironmentBlueprintConfigurationCommand({ ...key, enabledRegions: [REGION], globalParameters }),
    );
    const overwritten = await get();
    expect(overwritten.regionalParameters).toBeUndefined();
    expect(overwritten).not.toHaveProperty("globalParameters");
  });

  it("refuses a blueprint grant from another account than the blueprint's", async () => {
    emulator = await start();
    const domain = await createDomain(emulator);
    await share(emulator, domain.arn, MEMBER);
    await enableBlueprint(emulator, MEMBER, domain, "Tooling");
    const id = await blueprintId(dataZone(emulator), domain.id, "Tooling");
    await expect(dataZone(emulator).send(grantBlueprint(domain, MEMBER, id))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: `Caller is not authorized to create environment using blueprintId ${id}`,
    });
  });
});
