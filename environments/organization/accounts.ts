import { blueprints, defineFragment, type Fragments } from "smus-cdktf";

/** The stages that bring member accounts. */
export type MemberStage = "dev" | "staging" | "prod";

/** Account ids that no one owns: replace them with yours, as texts. */
const IDS = {
  "data-governance": "100000000000",
  "finance-dev": "100000000011",
  "finance-staging": "100000000012",
  "finance-prod": "100000000013",
  "marketing-dev": "100000000021",
  "marketing-staging": "100000000022",
  "marketing-prod": "100000000023",
} as const;

/** SQL and lakehouse: what every business unit gets. */
const analytics = blueprints("Tooling", "DataLake", "LakehouseCatalog", "RedshiftServerless");

/** Generative AI, where a business unit builds applications. */
const generativeAi = blueprints("AmazonBedrockChatAgent", "AmazonBedrockGuardrail", "AmazonBedrockKnowledgeBase");

/** The governance account: no blueprints, so no projects run in it. */
export const governance = defineFragment("accounts", {
  "data-governance": { id: IDS["data-governance"], name: "Data governance", costCenter: "CC-1000" },
});

/** The two member accounts of a stage. They differ from stage to stage in nothing but id, name and the production mark. */
export function memberAccounts(stage: MemberStage): Fragments["accounts"] {
  const production = stage === "prod";
  return {
    [`finance-${stage}`]: {
      id: IDS[`finance-${stage}`],
      name: `Finance ${stage}`,
      businessUnit: "finance",
      costCenter: "CC-2000",
      production,
      blueprints: grantedTo("finance", analytics),
    },
    [`marketing-${stage}`]: {
      id: IDS[`marketing-${stage}`],
      name: `Marketing ${stage}`,
      businessUnit: "marketing",
      costCenter: "CC-3000",
      production,
      blueprints: grantedTo("marketing", { ...analytics, ...generativeAi }),
    },
  };
}

/** Only projects of the business unit's own domain units may use its accounts. */
function grantedTo(unit: string, enabled: Fragments["blueprints"]): Fragments["blueprints"] {
  return Object.fromEntries(Object.keys(enabled).map((name) => [name, { grantTo: [{ unit }] }]));
}
