import { CreateListingChangeSetCommand } from "@aws-sdk/client-datazone";
import type { Completeness } from "../../../contracts/control-plane";
import type { DataZoneState } from "../../../packages/emulator/services/datazone/model";
import { GOVERNANCE, Landscape, REGION } from "./landscape";
import { COLLECTION, ownership, RuledProjects } from "./ruled-projects";

let landscape: Landscape;
let ruled: RuledProjects;
beforeAll(async () => {
  landscape = await Landscape.start({ pageSize: 2 });
  ruled = await RuledProjects.begin(landscape);
});
afterAll(() => landscape.stop());

/** All parts of the answer. */
async function completeness(projectId: string) {
  const parts: Completeness[] = [];
  do {
    const nextToken = parts.at(-1)?.nextToken;
    const question = { action: "completeness", domainId: ruled.host.domainId, projectId, nextToken } as const;
    parts.push((await landscape.invoke(GOVERNANCE, question, "read")) as Completeness);
  } while (parts.at(-1)?.nextToken !== undefined);
  return {
    parts: parts.length,
    assets: parts.reduce((sum, { assets }) => sum + assets, 0),
    incomplete: parts.flatMap(({ incomplete }) => incomplete),
  };
}

describe("the function's answer to which assets are incomplete", () => {
  it("is none where no rule is in force, and where an asset carries everything", async () => {
    await ruled.asset();
    await ruled.rule({ unit: ruled.units.other });
    await ruled.rule({ types: ["amazon.datazone.GlueTableAssetType"] });
    await ruled.rule({ projects: [ruled.projects.consumer] });
    await ruled.rule({ action: "CREATE_SUBSCRIPTION_REQUEST" });
    expect(await completeness(ruled.projects.producer)).toMatchObject({ assets: 1, incomplete: [] });
    expect(await completeness(ruled.projects.consumer)).toMatchObject({ assets: 0, incomplete: [] });
    await ruled.clear();
  });

  it("names what is missing by rule, of all parts, and what is published with it missing", async () => {
    const external = { externalIdentifier: "arn:aws:s3:::lake/a" };
    const published = await ruled.asset(external);
    await ruled.publish(published);
    const complete = { formsInput: [ownership({ owner: "sales" })], glossaryTerms: [ruled.term] };
    await ruled.asset(complete);
    const half = await ruled.asset({ glossaryTerms: [ruled.term] });
    await ruled.rule();
    await ruled.rule({ unit: ruled.units.own, cascades: false, demands: "term" });
    const { parts, assets, incomplete } = await completeness(ruled.projects.producer);
    expect(parts).toBeGreaterThan(1);
    expect(assets).toBe(4);
    const form = { rule: "Rule 0", what: "form", name: "Ownership" };
    const term = { rule: "Rule 1", what: "term", name: "Party" };
    expect(incomplete.filter(({ id }) => id === published)).toEqual([
      { id: published, name: "Asset 2", type: COLLECTION, ...external, published: true, missing: [form, term] },
    ]);
    expect(incomplete.filter(({ id }) => id === half)).toMatchObject([{ published: false, missing: [form] }]);
    expect(incomplete).toHaveLength(3);
    // As the service says: what is said to be incomplete is refused, the rest is not.
    await expect(ruled.publish(half)).rejects.toThrow("rule Rule 0 requires form Ownership");
    const change = { ...ruled.on, entityIdentifier: published, entityType: "ASSET" } as const;
    await ruled.datazone.send(new CreateListingChangeSetCommand({ ...change, action: "UNPUBLISH" }));
    const again = await completeness(ruled.projects.producer);
    expect(again.incomplete.find(({ id }) => id === published)).toMatchObject({ published: false });
    await ruled.clear();
  });

  it("is refused for a project of which the function is no member", async () => {
    const { domains } = landscape.emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({
      domains: {},
    }));
    const { memberships } = domains[ruled.host.domainId].projects[ruled.projects.consumer];
    const before = memberships.splice(0);
    await expect(completeness(ruled.projects.consumer)).rejects.toThrow(/look for incomplete assets.*not permitted/s);
    memberships.push(...before);
  });
});
