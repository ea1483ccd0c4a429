import {
  configuredPublication,
  isCurrent,
  publicationOf,
  refusePublication,
  refuseUnpublication,
  type AssetUse,
  type ProjectAsset,
} from "../../../../governance/assets";

const ASSET: ProjectAsset = {
  id: "a-1",
  projectId: "p-1",
  name: "Customers",
  description: "",
  type: "table",
  externalIdentifier: "arn:customers",
  revision: "2",
  terms: [],
  forms: [],
};
const kept = (published: boolean, project = "Sales") => ({
  ...{ project, externalIdentifier: "arn:customers", published },
  at: "stage dev, projects.sales.assets.customers.published",
});
const use = (kind: AssetUse["kind"]): AssetUse => ({
  ...{ kind, id: `${kind}-1`, filterIds: [] },
  who: { kind: "project", id: "p-2", name: "Marketing" },
});

describe("the publication that the configuration decides on", () => {
  it("is that of the very asset of the very project", () => {
    expect(configuredPublication(ASSET, "Sales", [kept(false, "Other"), kept(true)])).toEqual(kept(true));
    expect(configuredPublication(ASSET, "Sales", [kept(true, "Other")])).toBeUndefined();
    const { externalIdentifier: _none, ...byHand } = ASSET;
    expect(configuredPublication(byHand as object, "Sales", [kept(true)])).toBeUndefined();
  });

  it("is assumed where the project's name is not known: what may be the configuration's is not touched", () => {
    expect(configuredPublication(ASSET, undefined, [kept(true, "Other")])).toEqual(kept(true, "Other"));
  });
});

describe("a publication", () => {
  const lack = { rule: "Owned", what: "form", name: "Ownership" } as const;

  it("is possible where nothing is missing, also of what the configuration publishes", () => {
    expect(refusePublication({ asset: ASSET }, "2", [])).toBeUndefined();
    expect(refusePublication({ asset: ASSET, configured: kept(true) }, "2", [])).toBeUndefined();
  });

  it.each([
    ["another revision was shown", {}, "1", [], "changed-since", "revision 2"],
    ["something is missing", {}, "2", [lack], "incomplete", "form Ownership (rule Owned)"],
    ["the configuration says no", { configured: kept(false) }, "2", [lack], "kept-by-configuration", "stage dev"],
  ] as const)("is refused where %s", (_, facts, revision, lacks, refused, says) => {
    const answer = refusePublication({ asset: ASSET, ...facts }, revision, lacks);
    expect(answer?.refused).toBe(refused);
    expect(answer?.message).toContain(says);
  });
});

describe("the end of a publication", () => {
  it("names those who use the asset, until somebody says that it is to go all the same", () => {
    const uses = [use("access"), use("request")];
    expect(refuseUnpublication({}, [], false)).toBeUndefined();
    const refused = refuseUnpublication({}, uses, false);
    expect(refused).toMatchObject({ refused: "still-used", uses });
    expect(refused?.message).toContain("1 have access to it and 1 wait");
    expect(refuseUnpublication({}, uses, true)).toBeUndefined();
  });

  it("is never against the configuration, whatever is acknowledged", () => {
    const refused = refuseUnpublication({ configured: kept(true) }, [], true);
    expect(refused?.refused).toBe("kept-by-configuration");
    expect(refused?.message).toContain("projects.sales.assets.customers.published is true");
    expect(refuseUnpublication({ configured: kept(false) }, [], false)).toBeUndefined();
  });
});

describe("the place of an asset in the catalogue", () => {
  it.each([
    [undefined, "not-published", false],
    [{ id: "l", state: "INACTIVE" }, "not-published", false],
    [{ id: "l", state: "CREATING" }, "publishing", false],
    [{ id: "l", state: "ACTIVE", revision: "1" }, "published", false],
    [{ id: "l", state: "ACTIVE" }, "published", false],
    [{ id: "l", state: "ACTIVE", revision: "2" }, "published", true],
  ] as const)("of %j is %s", (listing, publication, current) => {
    const asset = { ...ASSET, ...(listing === undefined ? {} : { listing }) };
    expect([publicationOf(asset), isCurrent(asset)]).toEqual([publication, current]);
  });
});
