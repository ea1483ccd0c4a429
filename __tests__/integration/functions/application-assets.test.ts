import {
  AcceptSubscriptionRequestCommand,
  CreateAssetRevisionCommand,
  CreateGroupProfileCommand,
  CreateProjectMembershipCommand,
} from "@aws-sdk/client-datazone";
import { DataZoneAssets } from "../../../functions/application-api/catalog/datazone-assets";
import type { ProjectHand } from "../../../functions/application-api/services-of-assets";
import { missingOf, type AssetFilter } from "../../../governance/assets";
import { emulatorCredentials } from "../../../packages/emulator";
import { GLUE_TABLE, Sides, tableForm } from "../emulator/data-access/sides";
import { GOVERNANCE } from "./landscape";
import { ownership } from "./ruled-projects";

const PREFIX = `arn:aws:iam::${GOVERNANCE}:role/smus-asks-`;
const clock = () => new Date().toISOString();
const EUROPE = { columnName: "region", operator: "equalTo", value: "EU" } as const;

let sides: Sides;
let hand: ProjectHand;

function assets(hasRole = true): DataZoneAssets {
  const session = (project: string, person: string) =>
    Promise.resolve(hasRole ? emulatorCredentials(GOVERNANCE, `smus-asks-${project}`, person) : undefined);
  const clientAs = (keys: Parameters<Sides["landscape"]["clientsWith"]>[0]) =>
    sides.landscape.clientsWith(keys).datazone();
  const terms = { [sides.ruled.term]: "words/party" };
  const parts = { domainId: sides.on.domainIdentifier, terms, roles: { session }, clientAs, clock };
  return new DataZoneAssets(sides.owner, parts);
}

/** The role of a project in the domain, as the layer `projects` makes it. */
async function roleOf(projectIdentifier: string): Promise<void> {
  const { datazone } = sides.ruled;
  const made = { ...sides.on, rolePrincipalArn: PREFIX + projectIdentifier };
  const { id: groupIdentifier = "" } = await datazone.send(new CreateGroupProfileCommand(made));
  const designation = "PROJECT_CONTRIBUTOR";
  const member = { groupIdentifier };
  await datazone.send(new CreateProjectMembershipCommand({ ...sides.on, projectIdentifier, designation, member }));
}

const table = (more: object = {}) =>
  sides.ruled.asset({ typeIdentifier: GLUE_TABLE, formsInput: [tableForm()], ...more });
const made = (answer: AssetFilter | { readonly refusedByService: string }): AssetFilter => {
  if ("refusedByService" in answer) throw new Error(answer.refusedByService);
  return answer;
};

beforeAll(async () => {
  sides = await Sides.begin();
  await roleOf(sides.projects.producer);
  const found = await assets().handIn(sides.projects.producer, "0a1b2c3d-0000-4000-8000-00000000000a");
  if (found === undefined) throw new Error("no hand");
  hand = found;
});
afterAll(() => sides.stop());

describe("the application's hand in a project", () => {
  it("is none where the project has no role", async () => {
    expect(await assets(false).handIn(sides.projects.producer, "x")).toBeUndefined();
  });

  it("sees the whole inventory page by page, and no other project's", async () => {
    const ids = [await table(), await table(), await table()];
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await hand.assets({ limit: 2, token });
      seen.push(...page.found.map(({ id }) => id));
      token = page.token;
    } while (token !== undefined);
    expect(seen).toEqual(expect.arrayContaining(ids));
    expect(new Set(seen).size).toBe(seen.length);
    await roleOf(sides.projects.consumer);
    const other = await assets().handIn(sides.projects.consumer, "x");
    await expect(other?.asset(ids[0])).rejects.toThrow("not permitted");
    expect((await other?.assets({ limit: 10 }))?.found).toEqual([]);
    expect(await assets().ownerOf(ids[0])).toBe(sides.projects.producer);
    expect(await assets().ownerOf("gone")).toBeUndefined();
  });

  it("reads an asset with its columns, forms, terms, revision and listing", async () => {
    const id = await table({ glossaryTerms: [sides.ruled.term], description: "Of customers" });
    expect(await hand.asset(id)).toMatchObject({
      ...{ id, projectId: sides.projects.producer, type: GLUE_TABLE, revision: "1", description: "Of customers" },
      terms: [sides.ruled.term],
      forms: [{ name: "GlueTableForm", type: "amazon.datazone.GlueTableFormType" }],
      columns: ["region", "amount", "email"].map((name) => ({ name, terms: [] })),
    });
    expect((await hand.asset(id))?.listing).toBeUndefined();
    expect(await hand.asset("gone")).toBeUndefined();
    expect(await assets().termName(sides.ruled.term)).toBe("words/party");
    expect(await assets().termName("gone")).toBe("gone");
  });
});

describe("a publication by the role of the project", () => {
  it("is of the revision that was shown, and ends", async () => {
    const id = await table();
    expect(await hand.publish(id, "1")).toBeUndefined();
    expect((await hand.asset(id))?.listing).toMatchObject({ state: "ACTIVE", revision: "1" });
    const typed = { formsInput: [tableForm()], name: "Newer" };
    await sides.ruled.datazone.send(new CreateAssetRevisionCommand({ ...sides.on, identifier: id, ...typed }));
    expect(await hand.asset(id)).toMatchObject({ revision: "2", listing: { revision: "1" } });
    // A second time changes nothing, and is no fault.
    expect([await hand.publish(id, "2"), await hand.publish(id, "2")]).toEqual([undefined, undefined]);
    expect((await hand.asset(id))?.listing?.revision).toBe("2");
    expect(await hand.unpublish(id)).toBeUndefined();
    expect((await hand.asset(id))?.listing).toMatchObject({ state: "INACTIVE" });
  });

  it("is refused for what the rules of the unit demand, as the inventory has said before", async () => {
    const id = await table();
    await sides.ruled.rule();
    await sides.ruled.rule({ unit: sides.ruled.units.own, demands: "term", cascades: false });
    await sides.ruled.rule({ unit: sides.ruled.units.other });
    const rules = await assets().rulesFor(sides.projects.producer);
    const asset = await hand.asset(id);
    expect(missingOf(rules, asset!)).toEqual([
      { rule: "Rule 0", what: "form", name: "Ownership" },
      { rule: "Rule 1", what: "term", name: sides.ruled.term },
    ]);
    expect(await hand.publish(id, "1")).toEqual({ refusedByService: expect.stringContaining("Ownership") as string });
    const complete = await table({
      formsInput: [tableForm(), ownership({ owner: "sales" })],
      glossaryTerms: [sides.ruled.term],
    });
    expect(missingOf(rules, (await hand.asset(complete))!)).toEqual([]);
    expect(await hand.publish(complete, "1")).toBeUndefined();
    await sides.ruled.clear();
  });
});

describe("filters by the role of the project", () => {
  it("are made once by one token, read as they were written, changed and deleted", async () => {
    const id = await table();
    const rows = { and: [EUROPE, { columnName: "amount", operator: "isNotNull" }] } as const;
    const wish = { name: "Europe", description: "Of Europe", content: { rows } } as never;
    const first = made(await hand.createFilter(id, wish, "token-1"));
    expect(made(await hand.createFilter(id, wish, "token-1")).id).toBe(first.id);
    expect(await hand.filter(id, first.id)).toMatchObject({ name: "Europe", state: "VALID", content: { rows } });
    const columns = { name: "Open", description: "", content: { columns: ["region", "amount"] } };
    const second = made(await hand.createFilter(id, columns, undefined));
    expect(await hand.filters(id)).toMatchObject([
      { name: "Europe", effect: expect.stringContaining("region") as string },
      { name: "Open", effect: "region, amount" },
    ]);
    const fewer = { ...columns, name: "Fewer", content: { columns: ["region"] } };
    expect(made(await hand.changeFilter(id, second.id, fewer))).toMatchObject({ id: second.id, ...fewer });
    expect(await hand.deleteFilter(id, first.id)).toBeUndefined();
    expect(await hand.filter(id, first.id)).toBeUndefined();
    expect(await hand.createFilter(id, { ...fewer, content: { columns: ["phone"] } }, undefined)).toEqual({
      refusedByService: expect.stringContaining("phone") as string,
    });
  });

  it("of access name those who have it, and stay", async () => {
    const id = await table();
    await hand.publish(id, "1");
    const listingId = (await hand.asset(id))?.listing?.id ?? "";
    const wish = { name: "Europe", description: "", content: { columns: ["region"] } };
    const filter = made(await hand.createFilter(id, wish, undefined));
    expect(await hand.uses(listingId)).toEqual([]);
    const request = await sides.ask(listingId);
    const who = { kind: "project", id: sides.projects.consumer, name: "Consumer" };
    expect(await hand.uses(listingId)).toEqual([{ kind: "request", id: request, who, filterIds: [] }]);
    const assetScopes = [{ assetId: id, filterIds: [filter.id] }];
    await sides.owner.send(new AcceptSubscriptionRequestCommand({ ...sides.on, identifier: request, assetScopes }));
    expect(await hand.uses(listingId)).toMatchObject([{ kind: "access", who, filterIds: [filter.id] }]);
    expect(await hand.deleteFilter(id, filter.id)).toHaveProperty("refusedByService");
    // What is taken out of the catalogue is used on.
    await hand.unpublish(id);
    expect(await hand.uses(listingId)).toMatchObject([{ kind: "access" }]);
  });
});
