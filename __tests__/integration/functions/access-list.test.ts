import { AddEntityOwnerCommand, AddPolicyGrantCommand } from "@aws-sdk/client-datazone";
import type { AccessList } from "../../../contracts/control-plane";
import { GOVERNANCE, Landscape, MEMBER } from "./landscape";
import { hosting, openMemberPool } from "./hosting";

let landscape: Landscape;
let domainId: string;
let root: string;

beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 1 });
  ({ domainId, root } = await hosting(landscape, "t/domain"));
  await openMemberPool(landscape, { domainId, root });
});
afterAll(() => landscape.stop());

const list = async (account: string, grants: object[], owners: string[] = []): Promise<AccessList> =>
  (await landscape.invoke(account, { action: "access", domainId, grants, owners }, "read")) as AccessList;

describe("the list of grants and owners", () => {
  it("has every grant of the policies that are asked for, over all pages, with what a removal needs", async () => {
    const query = { entityType: "DOMAIN_UNIT", entityIdentifier: root, policyType: "CREATE_GLOSSARY" } as const;
    const principals = [
      { user: { allUsersGrantFilter: {} } },
      { project: { projectDesignation: "OWNER" as const, projectIdentifier: "0123456789abcd" } },
    ];
    for (const principal of principals)
      await landscape
        .clients(GOVERNANCE)
        .datazone()
        .send(
          new AddPolicyGrantCommand({
            ...query,
            domainIdentifier: domainId,
            principal,
            detail: { createGlossary: {} },
          }),
        );
    const { grants, owners } = await list(GOVERNANCE, [query, { ...query, policyType: "CREATE_PROJECT" }]);
    expect(grants).toEqual(
      principals.map((principal) => ({
        ...query,
        grantId: expect.stringMatching(/^.{10}$/) as string,
        principal,
        detail: { createGlossary: {} },
        createdBy: expect.stringContaining("control-plane") as string,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      })),
    );
    expect(owners).toEqual([]);
  });

  it("names the role behind an owner that is a role, so that the domain's creator can be told from others", async () => {
    const { id } = await landscape.create(GOVERNANCE, {
      kind: "GroupProfile",
      key: "t/leads",
      properties: { domainId, rolePrincipalArn: `arn:aws:iam::${GOVERNANCE}:role/leads` },
    });
    await landscape
      .clients(GOVERNANCE)
      .datazone()
      .send(
        new AddEntityOwnerCommand({
          domainIdentifier: domainId,
          entityType: "DOMAIN_UNIT",
          entityIdentifier: root,
          owner: { group: { groupIdentifier: id } },
        }),
      );
    const { owners } = await list(GOVERNANCE, [], [root]);
    expect(owners.map(({ type, rolePrincipalArn }) => [type, rolePrincipalArn?.split("/").at(-1)])).toEqual([
      ["GROUP", "control-plane"],
      ["GROUP", "leads"],
    ]);
    expect(owners[1]).toMatchObject({ domainUnitId: root, id });
  });

  it("answers a member account about its own blueprints", async () => {
    const blueprints = await landscape.read(MEMBER, {
      kind: "BlueprintConfiguration",
      key: `${domainId}/Tooling`,
      properties: {
        domainId,
        blueprint: "Tooling",
        enabledRegions: [],
        manageAccessRoleArn: "",
        regionalParameters: {},
        globalParameters: {},
      },
    });
    const query = {
      entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
      entityIdentifier: `${MEMBER}:${blueprints.id ?? ""}`,
      policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
    };
    expect((await list(MEMBER, [query])).grants).toHaveLength(1);
  });

  it("finds nothing in a unit that is gone", async () => {
    expect(await list(GOVERNANCE, [], ["nounit12345678"])).toEqual({ grants: [], owners: [] });
  });

  it("refuses more questions than one invocation can answer in time", async () => {
    const query = { entityType: "DOMAIN_UNIT", entityIdentifier: root, policyType: "CREATE_PROJECT" };
    await expect(list(GOVERNANCE, Array<object>(41).fill(query))).rejects.toThrow(/INVALID_REQUEST.*grants/);
  });
});
