import { defineEnvironment } from "smus-cdktf";
import { access, organization, state } from "./fragments/settings";

const role = (name: string) => `arn:aws:iam::300000000031:role/service-role/${name}`;

/** Joins the domain of `core` with an account that was set up by hand, and takes over what is there: `npm run adopt` writes such files. */
export default defineEnvironment({
  organization,
  access,
  state,
  governanceAccount: "governance",
  accounts: {
    legacy: {
      id: "300000000031",
      // Nothing is created: the account has no bucket and no network of its own, and AWS's keys.
      regions: { "eu-central-1": { network: { mode: "none" }, bucketName: "none", kmsKeyArn: "aws-owned" } },
      roles: {
        provisioningRoleArn: role("AmazonSageMakerProvisioning-300000000000"),
        manageAccessRoleArn: role("AmazonSageMakerManageAccess"),
        queryExecutionRoleArn: role("AmazonSageMakerQueryExecution"),
        bedrockModelManagementRoleArn: role("AmazonDataZoneBedrockModelManagementRole"),
        bedrockConsumptionRoleArn: role("AmazonDataZoneBedrockFMConsumptionRole"),
      },
      blueprints: {
        ToolingLite: {},
        AmazonBedrockPrompt: {},
        // A configuration that does not follow from the account, as it is.
        DataLake: {
          exactly: {
            provisioningRoleArn: role("OurProvisioning"),
            manageAccessRoleArn: role("OurManageAccess"),
            environmentRolePermissionBoundaryArn: "arn:aws:iam::300000000031:policy/project-boundary",
            regionalParameters: { "eu-central-1": { S3Location: "s3://globex-legacy-lake/projects" } },
            lakeFormation: {
              locationRegistrationRoleArn: "arn:aws:iam::300000000031:role/lake-location",
              excludeS3Locations: ["s3://globex-legacy-lake/raw"],
            },
          },
          // Nobody may use it.
          grantTo: [],
        },
      },
    },
  },
  domain: { fromStage: "core" },
  // The share that exists, with the account in it.
  sharing: {
    resourceShareArn: "arn:aws:ram:eu-central-1:300000000000:resource-share/0123abcd-0123-0123-0123-0123456789ab",
  },
  pools: {
    // Shown under another name than the account has elsewhere.
    legacy: { name: "Legacy", source: { accounts: [{ account: "legacy", name: "Legacy (read only)" }] } },
  },
  // Ids of what is taken over instead of created.
  adopt: {
    "AccountPool/legacy": "0123456789abcd",
    "BlueprintConfiguration/legacy/DataLake": "0123456789abce",
    "BlueprintGrant/legacy/ToolingLite/root-contributor": "AbCdEf1234",
    "DataLakeAdministrators/legacy/eu-central-1": "300000000031|eu-central-1",
    "SharePrincipal/legacy":
      "arn:aws:ram:eu-central-1:300000000000:resource-share/0123abcd-0123-0123-0123-0123456789ab,300000000031",
  },
});
