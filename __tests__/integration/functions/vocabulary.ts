import type { Kind } from "../../../contracts/control-plane";
import { formFingerprint } from "../../../contracts/service/form-structure";
import type { Domain } from "../../../packages/emulator/services/datazone/model";
import type { Configured } from "../../unit/functions/support/terraform";
import { grantOnUnit, type Hosting } from "./hosting";
import { changed, GOVERNANCE, type Landscape } from "./landscape";
import type { Make } from "./subjects";

type Vocabulary = "Glossary" | "GlossaryTerm" | "FormType" | "AssetType" | "MetadataRule";

/** A project that owns vocabulary, with what it needs for it. */
export async function vocabularyOwner(landscape: Landscape, { domainId, root }: Hosting, key: string): Promise<string> {
  const project: Configured = {
    kind: "Project",
    key,
    properties: {
      domainId,
      name: key.replace("/", "-"),
      domainUnitId: root,
      glossaryTermIds: [],
      resourceTags: {},
      environments: [],
    },
  };
  const { id } = await landscape.create(GOVERNANCE, project);
  for (const [policyType, detail] of [
    ["CREATE_GLOSSARY", "createGlossary"],
    ["CREATE_FORM_TYPE", "createFormType"],
    ["CREATE_ASSET_TYPE", "createAssetType"],
  ] as const)
    await grantOnUnit(landscape, domainId, root, {
      policyType,
      principal: { project: { projectDesignation: "OWNER", projectIdentifier: id } },
      detail: { [detail]: { includeChildDomainUnits: false } } as {
        createGlossary: { includeChildDomainUnits: boolean };
      },
    });
  return id;
}

/** The structure of a form with these members. */
export const structure = (name: string, ...members: string[]): string =>
  `structure ${name} { ${members.map((member) => `${member}: String`).join(" ")} }`;

/** The catalog of a domain in the emulator. */
export const catalogIn = ({ catalog }: Domain) =>
  catalog ?? { glossaries: {}, terms: {}, formTypes: {}, assetTypes: {}, rules: {} };

/** Subjects of the kinds of the vocabulary. */
export async function vocabularyOf(landscape: Landscape, host: Hosting): Promise<Record<Vocabulary, Make>> {
  const { domainId, root: domainUnitId } = host;
  const projectId = await vocabularyOwner(landscape, host, "f/vocabulary");
  const make = (kind: Kind, number: number, properties: object, next: object = { description: "next" }) => {
    const desired: Configured = { kind, key: `f/${kind}-${number}`, properties: { domainId, ...properties } };
    return { account: GOVERNANCE, desired, next: changed(desired, next) };
  };
  const glossary = { projectId, status: "ENABLED", termKeys: "f/none", termNames: [], adoptedTermIds: [] };
  const home = make("Glossary", 0, { ...glossary, name: "Home" }).desired;
  const { id: glossaryId } = await landscape.create(GOVERNANCE, {
    ...home,
    key: "f/home",
    properties: { ...home.properties, termKeys: "f" },
  });
  const form = { name: "Shared", status: "ENABLED", smithy: structure("Shared", "owner") } as const;
  await landscape.create(GOVERNANCE, {
    kind: "FormType",
    key: "f/shared",
    properties: { domainId, projectId, ...form },
  });
  const reference = { formType: form.name, revision: { content: formFingerprint(form) } };
  const text = { shortDescription: "a", status: "ENABLED", isA: [], classifies: [] };
  return {
    Glossary: (number) => ({
      ...make("Glossary", number, { ...glossary, name: `Words ${number}` }),
      live: (inside) =>
        Object.values(catalogIn(inside).glossaries).filter(({ name }) => name === `Words ${number}`).length,
    }),
    GlossaryTerm: (number) => ({
      ...make("GlossaryTerm", number, { ...text, glossaryId, name: `Term ${number}` }, { shortDescription: "next" }),
      live: (inside) => Object.values(catalogIn(inside).terms).filter(({ name }) => name === `Term ${number}`).length,
    }),
    FormType: (number) => {
      const name = `Form${number}`;
      return {
        ...make("FormType", number, { projectId, name, status: "ENABLED", smithy: structure(name, "owner") }),
        live: (inside) => (name in catalogIn(inside).formTypes ? 1 : 0),
      };
    },
    AssetType: (number) => {
      const name = `Type${number}`;
      return {
        ...make("AssetType", number, { projectId, name, forms: { Shared: { ...reference, required: true } } }),
        live: (inside) => (name in catalogIn(inside).assetTypes ? 1 : 0),
      };
    },
    MetadataRule: (number) => ({
      ...make("MetadataRule", number, {
        domainUnitId,
        includeChildDomainUnits: true,
        name: `Rule ${number}`,
        action: "CREATE_LISTING_CHANGE_SET",
        ruleType: "METADATA_FORM_ENFORCEMENT",
        dataProducts: false,
        forms: [reference],
        termIds: [],
      }),
      live: (inside) => Object.values(catalogIn(inside).rules).filter(({ name }) => name === `Rule ${number}`).length,
    }),
  };
}
