import { type AssetItem, GetAssetCommand, GetProjectCommand, SearchCommand } from "@aws-sdk/client-datazone";
import type { Completeness, CompletenessRequest, Demand, IncompleteAsset } from "../../contracts/control-plane";
import type { Clients } from "./clients";
import { connectionsOfProject } from "./handlers/project-connections";
import { missingOf, type PublishingRule } from "../../governance/assets";
import { termName } from "./handlers/term-names";
import { publishingRules } from "./publishing-rules";

/** Assets of a part: each that is incomplete costs one more call. */
const PART = 50;

/**
 * Assets of a project that could not be published, or could not be again: their newest revision lacks what a rule demands.
 *
 * @throws ControlPlaneError NOT_A_MEMBER where the function sees nothing of the project
 */
export async function completenessOf(clients: Clients, request: CompletenessRequest): Promise<Completeness> {
  const { domainId: domainIdentifier, projectId, nextToken } = request;
  // A search leaves out what its caller may not see, without a word.
  if (nextToken === undefined) await connectionsOfProject({ clients }, request, { type: "IAM" });
  const project = await clients.datazone().send(new GetProjectCommand({ domainIdentifier, identifier: projectId }));
  const rules = await publishingRules(clients, domainIdentifier, project.domainUnitId ?? "", projectId);
  const page = await clients.datazone().send(
    new SearchCommand({
      ...{ domainIdentifier, owningProjectIdentifier: projectId, searchScope: "ASSET" },
      ...{ additionalAttributes: ["FORMS"], maxResults: PART, nextToken },
    }),
  );
  const assets = (page.items ?? []).flatMap(({ assetItem }) => assetItem ?? []);
  const incomplete: IncompleteAsset[] = [];
  for (const asset of assets) {
    const missing = await named(clients, domainIdentifier, missingIn(asset, rules));
    if (missing.length > 0) incomplete.push(await described(clients, domainIdentifier, asset, missing));
  }
  return { assets: assets.length, incomplete, nextToken: page.nextToken };
}

function missingIn(asset: AssetItem, rules: readonly PublishingRule[]): Demand[] {
  const { typeIdentifier: type = "", glossaryTerms = [], governedGlossaryTerms = [], additionalAttributes } = asset;
  const forms = additionalAttributes?.formsOutput ?? [];
  return missingOf(rules, {
    type,
    forms: forms.map(({ formName = "", typeName = "" }) => ({ name: formName, type: typeName })),
    terms: [...glossaryTerms, ...governedGlossaryTerms],
  });
}

/** The same with the names of terms. */
function named(clients: Clients, domainId: string, missing: readonly Demand[]): Promise<Demand[]> {
  return Promise.all(
    missing.map(async (demand) =>
      demand.what === "term" ? { ...demand, name: await termName(clients, domainId, demand.name) } : demand,
    ),
  );
}

async function described(
  clients: Clients,
  domainIdentifier: string,
  asset: AssetItem,
  missing: readonly Demand[],
): Promise<IncompleteAsset> {
  const { identifier = "", name = "", typeIdentifier: type = "", externalIdentifier } = asset;
  const { listing } = await clients.datazone().send(new GetAssetCommand({ domainIdentifier, identifier }));
  return { id: identifier, name, type, externalIdentifier, published: listing?.listingStatus === "ACTIVE", missing };
}
