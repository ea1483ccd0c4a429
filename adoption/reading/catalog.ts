import {
  GetRuleCommand,
  ListRulesCommand,
  type GetRuleCommandOutput,
  type InventorySearchScope,
  SearchCommand,
  type SearchInventoryResultItem,
  SearchTypesCommand,
  type SearchTypesResultItem,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { LiveCatalog, LiveRule, LiveTerm } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

/** The vocabulary of a domain, whoever owns it, and the rules on each of its units. */
export async function readCatalog(
  clients: AccountClients,
  domainId: string,
  unitIds: readonly string[],
): Promise<LiveCatalog> {
  const glossaries = await searched(clients, domainId, "GLOSSARY");
  const terms = (await searched(clients, domainId, "GLOSSARY_TERM")).flatMap(
    ({ glossaryTermItem: term }) => term ?? [],
  );
  const termsIn = (glossaryId: string): LiveTerm[] => {
    const own = terms.filter((term) => term.glossaryId === glossaryId);
    const live = own.map(({ id = "", name = "", shortDescription, longDescription, status, termRelations }) => {
      const { isA = [], classifies = [] } = termRelations ?? {};
      return { id, name, shortDescription, longDescription, status: status ?? "ENABLED", isA, classifies } as const;
    });
    return sortedBy(live, ({ name }) => name);
  };
  const live = glossaries.flatMap(({ glossaryItem: item }) => {
    if (item === undefined) return [];
    const { id = "", name = "", description, status = "ENABLED", owningProjectId: projectId = "" } = item;
    const governed = item.usageRestrictions?.includes("ASSET_GOVERNED_TERMS") ?? false;
    return [{ id, name, description, status, governed, projectId, terms: termsIn(id) }];
  });
  const rules = await eachOf(unitIds, (unitId) => readRules(clients, domainId, unitId));
  return {
    glossaries: sortedBy(live, ({ name }) => name),
    ...(await readTypes(clients, domainId)),
    rules: sortedBy(rules.flat(), ({ name, id }) => `${name} ${id}`),
  };
}

async function readTypes(
  clients: AccountClients,
  domainId: string,
): Promise<Pick<LiveCatalog, "forms" | "assetTypes">> {
  const forms = (await types(clients, domainId, "FORM_TYPE")).flatMap(({ formTypeItem: form }) => form ?? []);
  const assetTypes = (await types(clients, domainId, "ASSET_TYPE")).flatMap(({ assetTypeItem: type }) => type ?? []);
  return {
    forms: sortedBy(
      forms.map(({ name = "", description, status = "ENABLED", model, owningProjectId: projectId = "" }) => {
        return { name, description, status, smithy: model?.smithy ?? "", projectId };
      }),
      ({ name }) => name,
    ),
    assetTypes: sortedBy(
      assetTypes.map(({ name = "", description, formsOutput, owningProjectId: projectId = "" }) => {
        const entries = Object.entries(formsOutput ?? {}).map(([key, form]) => {
          const { typeName = "", typeRevision = "", required = false } = form;
          return [key, { typeName, typeRevision, required }] as const;
        });
        return { name, description, projectId, forms: Object.fromEntries(sortedBy(entries, ([key]) => key)) };
      }),
      ({ name }) => name,
    ),
  };
}

async function readRules(clients: AccountClients, domainIdentifier: string, unitId: string): Promise<LiveRule[]> {
  const target = { domainIdentifier, targetType: "DOMAIN_UNIT", targetIdentifier: unitId } as const;
  const rules = await allPages(
    (nextToken) => clients.datazone.send(new ListRulesCommand({ ...target, nextToken })),
    (page) => page.items,
  );
  return eachOf(rules, async ({ identifier = "" }) =>
    ruleOf(unitId, await clients.datazone.send(new GetRuleCommand({ domainIdentifier, identifier }))),
  );
}

function ruleOf(unitId: string, rule: GetRuleCommandOutput): LiveRule {
  const { assetType, project, dataProduct = false } = rule.scope ?? {};
  const { metadataFormEnforcementDetail: forms, glossaryTermEnforcementDetail: terms } = rule.detail ?? {};
  return {
    id: rule.identifier ?? "",
    name: rule.name ?? "",
    description: rule.description,
    unitId,
    includesChildren: rule.target?.domainUnitTarget?.includeChildDomainUnits ?? false,
    on: rule.action === "CREATE_SUBSCRIPTION_REQUEST" ? "subscribe" : "publish",
    assetTypes: assetType?.selectionMode === "SPECIFIC" ? [...(assetType.specificAssetTypes ?? [])].sort() : undefined,
    dataProducts: dataProduct,
    projectIds: project?.selectionMode === "SPECIFIC" ? [...(project.specificProjects ?? [])].sort() : undefined,
    forms: (forms?.requiredMetadataForms ?? []).map(({ typeIdentifier = "" }) => typeIdentifier).sort(),
    termIds: [...(terms?.requiredGlossaryTermIds ?? [])].sort(),
  };
}

function searched(
  { datazone }: AccountClients,
  domainIdentifier: string,
  searchScope: InventorySearchScope,
): Promise<SearchInventoryResultItem[]> {
  return allPages(
    (nextToken) => datazone.send(new SearchCommand({ domainIdentifier, searchScope, nextToken })),
    (page) => page.items,
  );
}

function types(
  { datazone }: AccountClients,
  domainIdentifier: string,
  searchScope: "FORM_TYPE" | "ASSET_TYPE",
): Promise<SearchTypesResultItem[]> {
  return allPages(
    (nextToken) => datazone.send(new SearchTypesCommand({ domainIdentifier, searchScope, managed: false, nextToken })),
    (page) => page.items,
  );
}
