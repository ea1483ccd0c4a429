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
import type { LiveAssetType, LiveCatalog, LiveRule, LiveTerm } from "../live-catalog";
import type { AccountClients } from "./access";
import { FormRevisions } from "./form-revisions";
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
  const { forms, revisions } = await readForms(clients, domainId);
  const rules = await eachOf(unitIds, (unitId) => readRules(clients, domainId, unitId, revisions));
  return {
    glossaries: sortedBy(live, ({ name }) => name),
    forms,
    assetTypes: await readAssetTypes(clients, domainId, revisions),
    rules: sortedBy(rules.flat(), ({ name, id }) => `${name} ${id}`),
  };
}

async function readForms(clients: AccountClients, domainId: string) {
  const items = (await types(clients, domainId, "FORM_TYPE")).flatMap(({ formTypeItem: form }) => form ?? []);
  const forms = items.map(({ name = "", revision = "", description, status = "ENABLED", model, owningProjectId }) => {
    return { name, revision, description, status, smithy: model?.smithy ?? "", projectId: owningProjectId ?? "" };
  });
  return { forms: sortedBy(forms, ({ name }) => name), revisions: new FormRevisions(clients, domainId, forms) };
}

async function readAssetTypes(
  clients: AccountClients,
  domainId: string,
  revisions: FormRevisions,
): Promise<LiveAssetType[]> {
  const items = (await types(clients, domainId, "ASSET_TYPE")).flatMap(({ assetTypeItem: type }) => type ?? []);
  const live = await eachOf(items, async ({ name = "", description, formsOutput, owningProjectId: projectId = "" }) => {
    const entries = Object.entries(formsOutput ?? {}).map(([key, form]) => {
      const { typeName = "", typeRevision = "", required = false } = form;
      return [key, { typeName, typeRevision, required }] as const;
    });
    const forms = Object.fromEntries(sortedBy(entries, ([key]) => key));
    return { name, description, projectId, forms, outdatedForms: await revisions.outdated(Object.values(forms)) };
  });
  return sortedBy(live, ({ name }) => name);
}

/** Names of the asset types that the service itself brings: what is granted on them is the domain's. */
export async function readManagedAssetTypes(clients: AccountClients, domainId: string): Promise<string[]> {
  const items = await types(clients, domainId, "ASSET_TYPE", true);
  return items.flatMap(({ assetTypeItem: type }) => type?.name ?? []).sort();
}

async function readRules(
  clients: AccountClients,
  domainIdentifier: string,
  unitId: string,
  revisions: FormRevisions,
): Promise<LiveRule[]> {
  const target = { domainIdentifier, targetType: "DOMAIN_UNIT", targetIdentifier: unitId } as const;
  const rules = await allPages(
    (nextToken) => clients.datazone.send(new ListRulesCommand({ ...target, nextToken })),
    (page) => page.items,
  );
  return eachOf(rules, async ({ identifier = "" }) => {
    const rule = await clients.datazone.send(new GetRuleCommand({ domainIdentifier, identifier }));
    const used = (rule.detail?.metadataFormEnforcementDetail?.requiredMetadataForms ?? []).map(
      ({ typeIdentifier: typeName = "", typeRevision = "" }) => ({ typeName, typeRevision }),
    );
    return {
      ...ruleOf(unitId, rule),
      forms: used.map(({ typeName }) => typeName).sort(),
      outdatedForms: await revisions.outdated(used),
    };
  });
}

function ruleOf(unitId: string, rule: GetRuleCommandOutput): Omit<LiveRule, "forms" | "outdatedForms"> {
  const { assetType, project, dataProduct = false } = rule.scope ?? {};
  const { glossaryTermEnforcementDetail: terms } = rule.detail ?? {};
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
  managed = false,
): Promise<SearchTypesResultItem[]> {
  return allPages(
    (nextToken) => datazone.send(new SearchTypesCommand({ domainIdentifier, searchScope, managed, nextToken })),
    (page) => page.items,
  );
}
