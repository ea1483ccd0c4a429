import {
  AddEntityOwnerCommand,
  AddPolicyGrantCommand,
  type AddPolicyGrantCommandInput,
  CreateGroupProfileCommand,
  ListEntityOwnersCommand,
  RemovePolicyGrantCommand,
} from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import type { Configured } from "../../unit/functions/support/terraform";
import { domain, GOVERNANCE, Landscape } from "./landscape";

let landscape: Landscape;
let domainId: string;
let rootId: string;
let leads: string;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 1 });
  const pair = landscape.pair(GOVERNANCE);
  await pair.apply(domain("t/domain"));
  domainId = pair.result?.id ?? "";
  rootId = pair.result?.attributes.rootDomainUnitId ?? "";
  const rolePrincipalArn = `arn:aws:iam::${GOVERNANCE}:role/leads`;
  const group = await hand().send(new CreateGroupProfileCommand({ domainIdentifier: domainId, rolePrincipalArn }));
  leads = group.id ?? "";
});
afterAll(() => landscape.stop());

const hand = () => landscape.clients(GOVERNANCE, "admin").datazone();
type Content = Pick<AddPolicyGrantCommandInput, "policyType" | "principal" | "detail">;
const onRoot = () => ({ domainIdentifier: domainId, entityType: "DOMAIN_UNIT", entityIdentifier: rootId }) as const;
const grantByHand = async (content: Content): Promise<string> =>
  (await hand().send(new AddPolicyGrantCommand({ ...onRoot(), ...content }))).grantId ?? "";
type Grant = Partial<Properties<"PolicyGrant">>;
const configured = (key: string, adoptId: string, properties: Grant): Configured => ({
  kind: "PolicyGrant",
  key,
  adoptId,
  properties: { domainId, entityType: "DOMAIN_UNIT", entityIdentifier: rootId, ...properties },
});
const writes = () => ["AddPolicyGrant", "RemovePolicyGrant", "AddEntityOwner"].map((name) => landscape.calls(name));

describe("PolicyGrant", () => {
  it.each<[string, Content, Grant]>([
    [
      "all users on a unit and those below",
      {
        policyType: "ADD_TO_PROJECT_MEMBER_POOL",
        principal: { user: { allUsersGrantFilter: {} } },
        detail: { addToProjectMemberPool: { includeChildDomainUnits: true } },
      },
      { policyType: "ADD_TO_PROJECT_MEMBER_POOL", principalType: "ALL_USERS", detailIncludesChildren: "true" },
    ],
    [
      "owners of units",
      {
        policyType: "CREATE_DOMAIN_UNIT",
        principal: {
          domainUnit: { domainUnitDesignation: "OWNER", domainUnitGrantFilter: { allDomainUnitsGrantFilter: {} } },
        },
        detail: { createDomainUnit: {} },
      },
      { policyType: "CREATE_DOMAIN_UNIT", principalType: "OWNERS_OF_ALL_UNITS", detailIncludesChildren: "false" },
    ],
  ])("is adopted without a write and removed on destroy: %s", async (name, content, properties) => {
    const id = await grantByHand(content);
    const desired = configured(`t/${name.replace(/ /g, "-")}`, id, properties);
    const before = writes();
    const pair = landscape.pair(GOVERNANCE);
    expect(await pair.read(desired)).toMatchObject({ id, reason: `adopts ${id} as it is`, replace: false });
    await pair.apply(desired);
    expect(writes()).toEqual(before);
    expect(await pair.apply(desired)).toBe("none");
    await pair.destroy();
    expect((await pair.read({ ...desired, adoptId: undefined })).id).toBeNull();
  });

  it("is not adopted where principal or detail differ, and the error names what differs", async () => {
    const id = await grantByHand({
      policyType: "CREATE_GLOSSARY",
      principal: { group: { groupIdentifier: leads } },
      detail: { createGlossary: { includeChildDomainUnits: true } },
    });
    const glossaries = { policyType: "CREATE_GLOSSARY", detailIncludesChildren: "false" } as const;
    const desired = configured("t/differs", id, { ...glossaries, principalType: "ALL_USERS" });
    await expect(landscape.pair(GOVERNANCE).apply(desired)).rejects.toThrow(
      "differs in principalType, principalId, detailIncludesChildren, which cannot be changed",
    );
  });

  it("is replaced when the configuration changes it, and granted anew when it was removed by hand", async () => {
    const principal = { group: { groupIdentifier: leads } };
    const policyType = "CREATE_FORM_TYPE";
    const id = await grantByHand({ policyType, principal, detail: { createFormType: {} } });
    const content = { policyType, principalType: "GROUP", principalId: leads } as const;
    const pair = landscape.pair(GOVERNANCE);
    const before = configured("t/changed", id, { ...content, detailIncludesChildren: "false" });
    await pair.apply(before);
    const after = configured("t/changed", id, { ...content, detailIncludesChildren: "true" });
    expect(await pair.apply(after)).toBe("replace");
    expect(await pair.apply(after)).toBe("none");
    await hand().send(new RemovePolicyGrantCommand({ ...onRoot(), policyType, principal }));
    expect(await pair.apply(after)).toBe("replace");
    expect(await pair.apply(after)).toBe("none");
  });
});

describe("DomainUnitOwner", () => {
  const owner = (groupIdentifier: string, adoptId?: string): Configured => ({
    kind: "DomainUnitOwner",
    key: `t/${groupIdentifier}`,
    adoptId,
    properties: { domainId, domainUnitId: rootId, groupIdentifier },
  });
  const owners = async (): Promise<string[]> => {
    const found: string[] = [];
    for (let nextToken: string | undefined; ; ) {
      const page = await hand().send(new ListEntityOwnersCommand({ ...onRoot(), nextToken }));
      found.push(...(page.owners ?? []).map(({ group }) => group?.groupId ?? ""));
      nextToken = page.nextToken;
      if (nextToken === undefined) return found;
    }
  };

  it("is adopted without a write and removed on destroy, but for the last owner of a unit", async () => {
    await hand().send(new AddEntityOwnerCommand({ ...onRoot(), owner: { group: { groupIdentifier: leads } } }));
    const [creator] = (await owners()).filter((id) => id !== leads);
    const [second, first] = [leads, creator].map((id) => ({
      id,
      pair: landscape.pair(GOVERNANCE),
      desired: owner(id, `${rootId}|${id}`),
    }));
    const before = writes();
    for (const { id, pair, desired } of [second, first]) {
      expect((await pair.read(desired)).reason).toBe(`adopts ${rootId}|${id} as it is`);
      await pair.apply(desired);
      expect(await pair.apply(desired)).toBe("none");
    }
    expect(writes()).toEqual(before);
    await second.pair.destroy();
    await first.pair.destroy();
    expect(await owners()).toEqual([creator]);
  });

  it("is not adopted under the id of another owner", async () => {
    const [creator] = await owners();
    await expect(landscape.pair(GOVERNANCE).apply(owner(leads, `${rootId}|${creator}`))).rejects.toThrow(
      "differs in userIdentifier, groupIdentifier",
    );
  });
});
