import type {
  GetEnvironmentBlueprintCommandInput,
  ListEnvironmentBlueprintsCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { domainOf } from "./access";
import { TEMPLATES_PATH } from "./blueprint-template-path";
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

/** Blueprint that every project deploys first. */
export const TOOLING = "Tooling";
/** Managed blueprints one of which, or a custom one of the category, every project deploys first. */
const TOOLING_BLUEPRINTS: readonly string[] = [TOOLING, "ToolingLite"];

/** Tells whether a blueprint is one that projects deploy first: by its category, or by the name of a managed one. */
export function isTooling(domain: Domain, id: string | undefined): boolean {
  const { name = "", category } = domain.blueprints.find((blueprint) => blueprint.id === id) ?? {};
  return category === "TOOLING" || TOOLING_BLUEPRINTS.includes(name);
}

const PAGE = 50;

/** Blueprints are addressed by id here; only CloudFormation takes their name in what it calls an identifier. */
export function blueprintOf(domain: Domain, id: string | undefined): Blueprint {
  const blueprint = domain.blueprints.find((candidate) => candidate.id === id);
  if (!blueprint) throw notFound(`Managed Environment Blueprint with id ${id} doesn't exist`);
  return blueprint;
}

/** Address of a blueprint's template; it can be read without credentials, as the real one from an associated account. */
const templateUrl = (name: string, domain: Domain, call: Call) =>
  `${call.emulator.url()}${TEMPLATES_PATH}${domain.region}/${name}.json`;

const describe = ({ id, name, custom, category }: Blueprint, domain: Domain, call: Call) => ({
  id,
  name,
  description: `${custom ? "Custom" : "Managed"} blueprint ${name}`,
  provider: custom ? "Custom" : "Amazon SageMaker",
  blueprintCategory: category,
  provisioningProperties: { cloudFormation: { templateUrl: templateUrl(name, domain, call) } },
  createdAt: domain.createdAt,
  updatedAt: domain.createdAt,
});

/** Operations on blueprints. */
export const BLUEPRINT_OPERATIONS: Operations = {
  ListEnvironmentBlueprints: operation((input: ListEnvironmentBlueprintsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const matching = domain.blueprints.filter(({ custom }) => (input.managed ?? !custom) === !custom);
    const named = matching.filter(({ name }) => input.name === undefined || name === input.name);
    const { items, nextToken } = page(named, input, PAGE, call);
    return { items: items.map((blueprint) => describe(blueprint, domain, call)), nextToken };
  }),
  GetEnvironmentBlueprint: operation((input: GetEnvironmentBlueprintCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return { ...describe(blueprintOf(domain, input.identifier), domain, call), userParameters: [] };
  }),
};
