import { columnsInForms, isAbout, missingOf, publishingRule } from "../../../../governance/assets";

const forms = { metadataFormEnforcementDetail: { requiredMetadataForms: [{ typeIdentifier: "Ownership" }] } };
const terms = { glossaryTermEnforcementDetail: { requiredGlossaryTermIds: ["t-1", "t-2"] } };
const ALL = { assetType: { selectionMode: "ALL" }, project: { selectionMode: "ALL" } };
const asset = { type: "table", forms: [{ name: "Any", type: "Other" }], terms: ["t-2"] };

describe("a rule on publishing", () => {
  it.each([
    [ALL, true],
    [{ ...ALL, project: { selectionMode: "SPECIFIC", specificProjects: ["p-1"] } }, true],
    [{ ...ALL, project: { selectionMode: "SPECIFIC", specificProjects: ["p-2"] } }, false],
    [{ ...ALL, project: { selectionMode: "SPECIFIC" } }, false],
    [{ project: { selectionMode: "ALL" } }, false],
  ])("with the scope %j is about assets of the project: %s", (scope, expected) => {
    expect(isAbout(scope, "p-1")).toBe(expected);
  });

  it("demands its forms by their types, and its terms by their ids", () => {
    const rules = [publishingRule("Owned", ALL, forms), publishingRule("Worded", ALL, terms)];
    expect(missingOf(rules, asset)).toEqual([
      { rule: "Owned", what: "form", name: "Ownership" },
      { rule: "Worded", what: "term", name: "t-1" },
    ]);
    const complete = { ...asset, forms: [{ name: "x", type: "Ownership" }], terms: ["t-1", "t-2"] };
    expect(missingOf(rules, complete)).toEqual([]);
  });

  it("demands nothing of other types of assets, and nothing where its types are not told", () => {
    const of = (specificAssetTypes?: readonly string[]) =>
      publishingRule("Owned", { ...ALL, assetType: { selectionMode: "SPECIFIC", specificAssetTypes } }, forms);
    expect(missingOf([of(["view"]), of()], asset)).toEqual([]);
    expect(missingOf([of(["table"])], asset)).toHaveLength(1);
  });
});

describe("the columns of an asset", () => {
  it("are those that a form names, with the terms of the business form", () => {
    const found = columnsInForms({
      GlueTableForm: { columns: [{ columnName: "region" }, { columnName: "email" }] },
      ColumnBusinessMetadataForm: {
        columnsBusinessMetadata: [{ columnIdentifier: "email", glossaryTerms: ["t-1"] }, { columnIdentifier: "gone" }],
      },
    });
    expect(found).toEqual([
      { name: "region", terms: [] },
      { name: "email", terms: ["t-1"] },
    ]);
  });

  it.each([[{}], [{ Ownership: { owner: "sales" } }], [{ Empty: null }], [{ Odd: { columns: "region" } }]])(
    "are not known where no form names any: %j",
    (contents) => {
      expect(columnsInForms(contents)).toBeUndefined();
    },
  );
});
