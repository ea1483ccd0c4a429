import type { LiveDomain, LiveProject } from "../live";
import type { LiveCatalog } from "../live-catalog";
import { leaveRules, mapRules } from "./catalog-rules";
import { type AdoptableVocabulary, ownedBy } from "./catalog-selection";
import type { DomainMapping } from "./domain-mapping";
import { keysOf } from "./keys";
import { compact, textOf, type CatalogInput } from "./parts";

/** Parts of a vocabulary that are adopted, with the keys that they get. */
export interface AdoptedVocabulary {
  /** References to terms (`<glossary>/<term>`) by id. */
  readonly terms: ReadonlyMap<string, string>;
  /** Keys of forms by name. */
  readonly forms: ReadonlyMap<string, string>;
  /** Keys of asset types by name. */
  readonly assetTypes: ReadonlyMap<string, string>;
}

/** The project that owns most of a domain's vocabulary; a configuration has one owner. */
export function vocabularyOwner({ catalog, projects }: LiveDomain): LiveProject | undefined {
  const counts = new Map<string, number>();
  for (const { projectId } of [...catalog.glossaries, ...catalog.forms, ...catalog.assetTypes])
    counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
  const [first] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return projects.find(({ id }) => id === first?.[0]);
}

/** The vocabulary of the domain, for the stage that owns it; undefined where nothing of it can be adopted. */
export function mapCatalog(mapping: DomainMapping): CatalogInput | undefined {
  const { live, outcome, stages } = mapping;
  const project = vocabularyOwner(live);
  const owner = project === undefined ? undefined : ownerOf(mapping, project);
  const own = ownedBy(mapping, owner === undefined ? undefined : project);
  if (owner === undefined || project === undefined) {
    leaveRules(mapping);
    return undefined;
  }
  if ("project" in owner && !mapping.isFunctionMember(project)) {
    leaveUntilJoined(mapping, project, own);
    return undefined;
  }
  const glossaryKeys = keysOf(own.glossaries, ({ name }) => name, "glossary");
  const terms = termsOf(own, glossaryKeys);
  const named = (items: readonly { readonly name: string }[], fallback: string) =>
    keysOf(
      items.map(({ name }) => ({ id: name })),
      ({ id }) => id,
      fallback,
    );
  const vocabulary = { terms, forms: named(own.forms, "form"), assetTypes: named(own.assetTypes, "asset-type") };
  for (const [name, key] of vocabulary.forms) outcome.adopt(stages.owner, name, "FormType", key);
  for (const [name, key] of vocabulary.assetTypes) outcome.adopt(stages.owner, name, "AssetType", key);
  return compact<CatalogInput>({
    owner,
    // Grants that are there are adopted as grants; the others would be written by the first apply.
    ownerGrants: false,
    glossaries: mapGlossaries(mapping, own, glossaryKeys, vocabulary),
    forms: Object.fromEntries(
      own.forms.map(({ name, description, status, smithy }) => [
        vocabulary.forms.get(name) ?? "",
        compact({ name, description: textOf(description), status: unlessEnabled(status), content: { smithy } }),
      ]),
    ),
    assetTypes: Object.fromEntries(
      own.assetTypes.map((type) => [vocabulary.assetTypes.get(type.name) ?? "", mapType(type, vocabulary)]),
    ),
    rules: mapRules(mapping, vocabulary),
  });
}

/** A standing project of the owner's stage, or one without a profile, which exists for the vocabulary. */
function ownerOf(mapping: DomainMapping, project: LiveProject): CatalogInput["owner"] | undefined {
  const { outcome, stages, keys } = mapping;
  const key = keys.projects.find(project.id);
  if (key !== undefined && outcome.adoptedBy(stages.owner)[`Project/${key}`] === project.id) return { project: key };
  const unit = keys.units.find(project.unitId);
  if (project.profileId !== undefined || project.status !== "ACTIVE" || unit === undefined) return undefined;
  outcome.adopt(stages.owner, project.id, "CatalogOwner", "owner");
  const step = "make the role of the control-plane function its owner, if it is not one";
  outcome.leave(`members of project "${project.name}"`, "it owns the vocabulary, and people are its own matter", step);
  const description = textOf(project.description);
  return { create: compact({ name: project.name, description, unit: unit === "root" ? undefined : unit }) };
}

/** A vocabulary that the function could not write would make a file that the configuration's rules refuse. */
function leaveUntilJoined(
  { live, outcome, functionRoleArn }: DomainMapping,
  project: LiveProject,
  own: AdoptableVocabulary,
) {
  const { glossaries, forms, assetTypes } = own;
  const counts = Object.entries({ glossaries, forms, "asset types": assetTypes, rules: live.catalog.rules });
  const what = counts.map(([name, items]) => `${items.length} ${name}`).join(", ");
  outcome.leave(
    `vocabulary of project "${project.name}" (${what})`,
    "the control-plane function is no member of the project, and could not write what the project owns",
    `make ${functionRoleArn} an owner of the project, as the first steps say, and run the command again`,
  );
}

function termsOf({ glossaries }: Pick<AdoptableVocabulary, "glossaries">, keys: ReadonlyMap<string, string>) {
  return new Map(
    glossaries.flatMap(({ id, terms }) =>
      [...keysOf(terms, ({ name }) => name, "term")].map(([term, key]) => [term, `${keys.get(id)}/${key}`] as const),
    ),
  );
}

function mapGlossaries(
  { outcome, stages }: DomainMapping,
  { glossaries }: Pick<AdoptableVocabulary, "glossaries">,
  keys: ReadonlyMap<string, string>,
  { terms }: AdoptedVocabulary,
): NonNullable<CatalogInput["glossaries"]> {
  const isA = new Map(glossaries.flatMap((glossary) => glossary.terms.map((term) => [term.id, term.isA] as const)));
  const references = (ids: readonly string[]): string[] => ids.flatMap((id) => terms.get(id) ?? []).sort();
  const entries = glossaries.map((glossary) => {
    const key = keys.get(glossary.id) ?? "";
    outcome.adopt(stages.owner, glossary.id, "Glossary", key);
    const members = glossary.terms.map((term) => {
      const [, termKey] = (terms.get(term.id) ?? "").split("/");
      outcome.adopt(stages.owner, term.id, "GlossaryTerm", key, termKey);
      // The other side of a relation is written there.
      const classifies = term.classifies.filter((other) => !(isA.get(other) ?? []).includes(term.id));
      const { name, status } = term;
      const input = {
        name,
        shortDescription: textOf(term.shortDescription),
        longDescription: textOf(term.longDescription),
        status: unlessEnabled(status),
        isA: references(term.isA),
        classifies: references(classifies),
      };
      return [termKey, compact(input)] as const;
    });
    const input = {
      name: glossary.name,
      description: textOf(glossary.description),
      governed: glossary.governed ? true : undefined,
      status: unlessEnabled(glossary.status),
      terms: Object.fromEntries(members),
    };
    return [key, compact(input)] as const;
  });
  return Object.fromEntries(entries);
}

function mapType({ name, description, forms }: LiveCatalog["assetTypes"][number], { forms: keys }: AdoptedVocabulary) {
  const entries = Object.entries(forms).map(([key, { typeName, typeRevision, required }]) => {
    const form = keys.get(typeName);
    const reference = form === undefined ? { managed: typeName, revision: typeRevision } : { form };
    return [key, { ...reference, ...(required ? { required } : {}) }] as const;
  });
  return compact({ name, description: textOf(description), forms: Object.fromEntries(entries) });
}

function unlessEnabled(status: "ENABLED" | "DISABLED"): "DISABLED" | undefined {
  return status === "DISABLED" ? status : undefined;
}
