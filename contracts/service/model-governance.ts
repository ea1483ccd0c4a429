/**
 * The hidden profile and project through which Bedrock models are managed in a domain. The console makes both; a domain that was
 * made through the API has none, and its models stay off. The profile deploys nothing and belongs to the root unit, and the portal
 * and AWS's tools know the project by its name.
 *
 * Source: aws/Unified-Studio-for-Amazon-Sagemaker, terraform/constructs (both names, root unit, no configurations); the administrator
 * guide's page amazon-bedrock names the project, "Publishing models from associated accounts" its members.
 */
export const MODEL_GOVERNANCE = {
  profile: "Generative AI model governance",
  /** Stock template that a stage file takes for the profile. */
  template: "model-governance",
  project: "GenerativeAIModelGovernanceProject",
} as const;
