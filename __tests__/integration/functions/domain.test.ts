import { DeleteDomainCommand, TagResourceCommand, UpdateDomainCommand } from "@aws-sdk/client-datazone";
import { changed, domain, GOVERNANCE, Landscape, MEMBER, REGION, roleArn } from "./landscape";
import { FakeClock } from "../../unit/functions/support/fake-service";
import type { Configured } from "../../unit/functions/support/terraform";

let landscape: Landscape;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
});
afterAll(() => landscape.stop());

describe("Domain", () => {
  it("is created as V2 and answers its root unit, which CreateDomain does not return", async () => {
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(domain("t/created"));

    expect(pair.result).toMatchObject({
      id: expect.stringMatching(/^dzd[-_]/) as string,
      attributes: {
        arn: expect.stringContaining(`:${GOVERNANCE}:domain/`) as string,
        rootDomainUnitId: expect.stringMatching(/.+/) as string,
        portalUrl: expect.stringContaining(REGION) as string,
      },
    });
    expect(await pair.apply(domain("t/created"))).toBe("none");
  });

  it("updates description, tags and roles in place and shows why", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = changed(domain("t/updated"), { description: "one" });
    await pair.apply(desired);
    const next = changed(desired, { description: undefined, tags: { team: "data" }, serviceRoleArn: roleArn("Other") });
    const read = await pair.read(next);

    expect(read.reason).toContain('description: "one" -> null');
    expect(read.reason).toContain('tags.team: null -> "data"');
    expect(read.id).toBe(pair.result?.id);
    expect(await pair.apply(next)).toBe("update");
    expect(await pair.apply(next)).toBe("none");
  });

  it("repairs what was changed by hand", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = domain("t/drifted");
    await pair.apply(desired);
    const datazone = landscape.clients(GOVERNANCE).datazone();
    await datazone.send(new UpdateDomainCommand({ identifier: pair.result?.id, description: "by hand" }));
    await datazone.send(new TagResourceCommand({ resourceArn: pair.result?.attributes.arn, tags: { extra: "x" } }));

    expect((await pair.read(desired)).reason).toBe('description: "by hand" -> null; tags.extra: "x" -> null');
    expect(await pair.apply(desired)).toBe("update");
    expect(await pair.apply(desired)).toBe("none");
  });

  it("refuses another key at plan time", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = domain("t/keyed");
    await pair.apply(desired);
    const other = changed(desired, { kmsKeyArn: `arn:aws:kms:${REGION}:${GOVERNANCE}:key/1` });

    await expect(pair.read(other)).rejects.toThrow(
      '[REPLACEMENT_REFUSED] read Domain "t/keyed": kmsKeyArn cannot be changed, and replacing the Domain would destroy everything in it; fix: set kmsKeyArn back',
    );
  });

  it("refuses to adopt a domain with a key of its account as one without", async () => {
    const keyed = changed(domain("t/taken-key"), {
      kmsKeyArn: `arn:aws:kms:${REGION}:${GOVERNANCE}:key/11111111-2222-3333-4444-555555555555`,
    });
    const owner = landscape.pair(GOVERNANCE);
    await owner.apply(keyed);
    const adoptId = owner.result?.id;
    const stranger: Configured = { ...domain("t/taken-key"), key: "u/taken-key", adoptId };

    expect((await landscape.pair(GOVERNANCE).read(stranger)).reason).toContain("create-only kmsKeyArn differs");
    await expect(landscape.pair(GOVERNANCE).apply(stranger)).rejects.toThrow("kmsKeyArn");
    const adopting = landscape.pair(GOVERNANCE);
    await adopting.apply({ ...keyed, key: "u/taken-key", adoptId });
    expect(adopting.result?.id).toBe(adoptId);
  });

  it("refuses to build a domain anew that was deleted by hand, and names the way out", async () => {
    const pair = landscape.pair(GOVERNANCE);
    const desired = domain("t/vanished");
    await pair.apply(desired);
    await landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(new DeleteDomainCommand({ identifier: pair.result?.id }));

    await expect(pair.read(desired)).rejects.toThrow("delete the SSM parameter /smus/control-plane/Domain/t/vanished");
  });

  it("does not touch a domain of the same name that is not ours, and adopts it when told to", async () => {
    const { id } = await landscape.domain("t/taken");
    const stranger: Configured = { ...domain("t/taken"), key: "u/taken" };

    await expect(landscape.pair(GOVERNANCE).apply(stranger)).rejects.toThrow(
      `[CONFLICT] create Domain "u/taken": Domain "t-taken" exists already as "${id}" and is not ours; fix: choose another name, delete it, or take it over with adoptId "${id}"`,
    );
    const adopting = landscape.pair(GOVERNANCE);
    await adopting.apply({ ...stranger, adoptId: id });
    expect(adopting.result?.id).toBe(id);
    expect(await adopting.apply({ ...stranger, adoptId: id })).toBe("none");
  });

  it("waits until a deleted domain is gone, where the service answers 403", async () => {
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(domain("t/deleted"));
    await pair.destroy();

    expect(await landscape.read(GOVERNANCE, domain("t/deleted"))).toMatchObject({
      inSync: false,
      ticket: "",
      id: null,
    });
  });
});

describe("DomainUnit", () => {
  const unit = (domainId: string, parent: string, overrides: object = {}): Configured => ({
    kind: "DomainUnit",
    key: "t/finance",
    properties: { domainId, name: "Finance", parentDomainUnitId: parent, ...overrides },
  });

  it("lives: created, renamed in place, replaced under another parent, destroyed", async () => {
    const { id: domainId, root } = await landscape.domain("t/units");
    const other = await landscape.create(GOVERNANCE, { ...unit(domainId, root, { name: "Other" }), key: "t/other" });
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(unit(domainId, root));
    const first = pair.result?.id;

    expect(await pair.apply(unit(domainId, root, { name: "Money", description: "d" }))).toBe("update");
    expect(pair.result?.id).toBe(first);
    const moved = unit(domainId, other.id, { name: "Money", description: "d" });
    expect(await pair.read(moved)).toMatchObject({
      replace: true,
      id: null,
      reason: "create-only parentDomainUnitId differs: replaced",
    });
    expect(await pair.apply(moved)).toBe("replace");
    expect(pair.result?.id).not.toBe(first);
    expect(await pair.apply(moved)).toBe("none");
    await pair.destroy();
    expect((await landscape.read(GOVERNANCE, moved)).reason).toBe("does not exist");
  });

  it("finds a sibling on the last page instead of making a second one", async () => {
    const { id: domainId, root } = await landscape.domain("t/pages");
    for (const name of ["A", "B", "C", "D", "E"]) {
      await landscape.create(GOVERNANCE, { ...unit(domainId, root, { name }), key: `t/pages-${name}` });
    }
    const again = { ...unit(domainId, root, { name: "E" }), key: "t/second" };
    await expect(landscape.pair(GOVERNANCE).apply(again)).rejects.toThrow("[CONFLICT]");
  });
});

describe("GroupProfile", () => {
  it("is unassigned by destroy and assigned again by the next creation", async () => {
    const { id: domainId } = await landscape.domain("t/groups");
    const desired: Configured = {
      kind: "GroupProfile",
      key: "t/analysts",
      properties: { domainId, rolePrincipalArn: roleArn("Analysts") },
    };
    const pair = landscape.pair(GOVERNANCE);
    await pair.apply(desired);
    const id = pair.result?.id;
    await pair.destroy();
    await pair.apply(desired);

    expect(pair.result?.id).toBe(id);
    expect(await pair.apply(desired)).toBe("none");
  });

  it("is found by the name of an Identity Center group", async () => {
    const singleSignOn = { type: "IAM_IDC", userAssignment: "MANUAL" };
    const { id: domainId } = await landscape.domain("t/idc", { singleSignOn });
    const pair = landscape.pair(GOVERNANCE);
    const desired: Configured = {
      kind: "GroupProfile",
      key: "t/idc",
      properties: { domainId, groupIdentifier: "Analysts" },
    };
    await pair.apply(desired);

    expect(await pair.apply(desired)).toBe("none");
    expect((await landscape.create(GOVERNANCE, { ...desired, key: "u/idc" })).id).toBe(pair.result?.id);
  });
});

describe("AssociationProof", () => {
  it("is an answer and no error before the association, and waits for it on create", async () => {
    const { id: domainId } = await landscape.domain("t/shared");
    const desired: Configured = { kind: "AssociationProof", key: "t/proof", properties: { domainId } };
    expect(await landscape.read(MEMBER, desired)).toMatchObject({ inSync: false, reason: "does not exist" });
    const pair = landscape.pair(MEMBER);
    setTimeout(() => landscape.associate(domainId), 100);
    await pair.apply(desired);

    expect(pair.result).toEqual({ id: domainId, attributes: {} });
    expect(await pair.apply(desired)).toBe("none");
    await pair.destroy();
  });

  it("keeps ids known, and says so, when the domain is not visible any more", async () => {
    const { id: domainId } = await landscape.domain("t/unshared");
    landscape.associate(domainId);
    const desired: Configured = { kind: "AssociationProof", key: "t/unshared", properties: { domainId } };
    const pair = landscape.pair(MEMBER);
    await pair.apply(desired);
    landscape.associate(domainId, "nobody");
    const shares = landscape.emulator.store.state<{ shares: Record<string, unknown> }>(
      "ram",
      GOVERNANCE,
      REGION,
      () => ({ shares: {} }),
    );
    delete shares.shares[`${domainId}-${MEMBER}`];

    expect(await pair.read(desired)).toMatchObject({
      inSync: false,
      id: domainId,
      replace: false,
      incarnation: "first",
      reason: `domain "${domainId}" is not visible from this account yet`,
    });
  });

  it("gives up in one line, which leads to an association that failed and to its repair", async () => {
    const { id: domainId } = await landscape.domain("t/failed-association");
    landscape.associate(domainId);
    const { shares } = landscape.emulator.store.state<{
      shares: Record<string, { associations: { type: string; failed?: string }[] }>;
    }>("ram", GOVERNANCE, REGION, () => ({ shares: {} }));
    const [principal] = shares[`${domainId}-${MEMBER}`]?.associations ?? [];
    Object.assign(principal ?? {}, { failed: "not in the organization" });
    const desired: Configured = { kind: "AssociationProof", key: "t/never", properties: { domainId } };

    const clock = new FakeClock();
    await expect(landscape.pair(MEMBER, clock).apply(desired)).rejects.toMatchObject({
      name: "DOMAIN_NOT_VISIBLE",
      message: expect.stringMatching(
        /^\[DOMAIN_NOT_VISIBLE\] create AssociationProof "t\/never": account 222222222222 does not see domain "dzd.*", asked for up to 300 s .*; fix: .*sharing stack.*--association-status FAILED --region eu-west-1\).*failed-apply\.md/,
      ) as string,
    });
    expect(clock.now()).toBeGreaterThan(250_000);
    expect(clock.now()).toBeLessThanOrEqual(300_000);

    landscape.associate(domainId);
    const repaired = landscape.pair(MEMBER, new FakeClock());
    await repaired.apply(desired);
    expect(await repaired.apply(desired)).toBe("none");
  });
});
