import { defineFragment, type Fragments } from "smus-cdktf";
import type { MemberStage } from "./accounts";

/** The target of a profile: dynamic in development, fixed elsewhere. */
type Target = Fragments["profile"]["target"];

/** SQL analytics from AWS's template, without what the accounts do not offer. */
const sqlAnalytics = defineFragment("profile", {
  name: "",
  target: { pools: [] },
  template: "sql-analytics",
  without: ["OnDemand QuickSight"],
  configurations: { Tooling: { parameters: { maxEbsVolumeSize: "100", idleTimeoutInMinutes: "60" } } },
});

/** Bedrock applications: a profile of our own, written out. */
const generativeAi: Fragments["profile"]["configurations"] = {
  Tooling: { blueprint: "Tooling", parameters: { enableSpaces: "false", enableAmazonBedrockPermissions: "true" } },
  "Chat agent": { blueprint: "AmazonBedrockChatAgent" },
  "Knowledge base": { blueprint: "AmazonBedrockKnowledgeBase" },
  Guardrail: { blueprint: "AmazonBedrockGuardrail" },
};

/**
 * The profiles of a stage: the same three everywhere.
 *
 * @param targetOf - where the environments of a business unit run
 */
export function profiles(
  stage: MemberStage,
  targetOf: (businessUnit: "finance" | "marketing") => Target,
): Fragments["profiles"] {
  const production = stage === "prod";
  const resourceTags = { stage: { value: stage, editable: false } };
  return {
    "finance-analytics": {
      ...sqlAnalytics,
      name: `finance-analytics-${stage}`,
      description: `SQL analytics for Finance, ${stage}`,
      unit: "finance",
      production,
      target: targetOf("finance"),
      resourceTags,
    },
    "marketing-analytics": {
      ...sqlAnalytics,
      name: `marketing-analytics-${stage}`,
      description: `SQL analytics for Marketing, ${stage}`,
      unit: "marketing",
      production,
      target: targetOf("marketing"),
      resourceTags,
    },
    "marketing-genai": {
      name: `marketing-genai-${stage}`,
      description: `Generative AI applications of Marketing, ${stage}`,
      unit: "marketing",
      production,
      target: targetOf("marketing"),
      configurations: generativeAi,
      git: "gitlab",
      resourceTags,
    },
  };
}

/** Grants to create projects from the profiles. In production only the leads have them. */
export function profileGrants(stage: MemberStage): Fragments["grants"] {
  const policy = "CREATE_PROJECT_FROM_PROJECT_PROFILE";
  const leads: Fragments["grants"] = {
    "projects-finance-leads": {
      policy,
      unit: "finance",
      profiles: ["finance-analytics"],
      principal: { group: "finance-leads" },
    },
    "projects-marketing-leads": {
      policy,
      unit: "marketing",
      profiles: ["marketing-analytics", "marketing-genai"],
      principal: { group: "marketing-leads" },
    },
  };
  if (stage === "prod") return leads;
  return {
    ...leads,
    "projects-finance-engineers": {
      policy,
      unit: "finance",
      profiles: ["finance-analytics"],
      principal: { group: "finance-engineers" },
    },
    "projects-marketing-engineers": {
      policy,
      unit: "marketing",
      profiles: ["marketing-analytics", "marketing-genai"],
      principal: { group: "marketing-engineers" },
    },
  };
}
