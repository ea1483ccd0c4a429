import type {
  GetEnvironmentBlueprintCommandInput,
  ListEnvironmentBlueprintsCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound } from "../../errors";
import { page } from "../../pages";
import { operation, type Operations } from "../../service";
import { domainOf } from "./access";
import type { Blueprint, Domain } from "./model";

/** The 23 managed blueprints, as ListEnvironmentBlueprints names them. */
export const MANAGED_BLUEPRINTS = [
  "AmazonBedrockChatAgent",
  "AmazonBedrockEvaluation",
  "AmazonBedrockFlow",
  "AmazonBedrockFunction",
  "AmazonBedrockGuardrail",
  "AmazonBedrockKnowledgeBase",
  "AmazonBedrockPrompt",
  "DataLake",
  "EmrOnEc2",
  "EmrOnEks",
  "EmrServerless",
  "LakehouseAdmin",
  "LakehouseCatalog",
  "MLExperiments",
  "MLflowApp",
  "PartnerApps",
  "QuickSight",
  "RedshiftServerless",
  "S3Bucket",
  "S3TableCatalog",
  "Tooling",
  "ToolingLite",
  "Workflows",
];

const PAGE = 50;

/** Blueprints are addressed by id here; only CloudFormation takes their name in what it calls an identifier. */
export function blueprintOf(domain: Domain, id: string | undefined): Blueprint {
  const blueprint = domain.blueprints.find((candidate) => candidate.id === id);
  if (!blueprint) throw notFound(`Managed Environment Blueprint with id ${id} doesn't exist`);
  return blueprint;
}

const describe = ({ id, name }: Blueprint, domain: Domain) => ({
  id,
  name,
  description: `Managed blueprint ${name}`,
  provider: "Amazon SageMaker",
  provisioningProperties: { cloudFormation: { templateUrl: `https://datazone.invalid/${name}.yaml` } },
  createdAt: domain.createdAt,
  updatedAt: domain.createdAt,
});

/** Operations on blueprints. */
export const BLUEPRINT_OPERATIONS: Operations = {
  ListEnvironmentBlueprints: operation((input: ListEnvironmentBlueprintsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    // Custom blueprints are not emulated, so managed=false has none to list.
    const matching = input.managed === false ? [] : domain.blueprints;
    const named = matching.filter(({ name }) => input.name === undefined || name === input.name);
    const { items, nextToken } = page(named, input, PAGE, call);
    return { items: items.map((blueprint) => describe(blueprint, domain)), nextToken };
  }),
  GetEnvironmentBlueprint: operation((input: GetEnvironmentBlueprintCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return { ...describe(blueprintOf(domain, input.identifier), domain), userParameters: [] };
  }),
};
