import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of blueprints, their configurations, and account pools. */
export const BLUEPRINT_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.blueprints", "services/datazone/blueprints.ts", [
    [
      "template",
      "measured",
      "templateUrl leads to the blueprint's template, which an associated account can read.",
      "field evidence, section 4, 8",
    ],

    [
      "names",
      "measured",
      "There are 23 managed blueprints; the set may differ by Region.",
      "felipenoris/AWS-DataScience, ListEnvironmentBlueprints of August 2026",
    ],
    ["no-custom", "assumed", "Nobody creates custom blueprints.", "the product does not"],
    [
      "category",
      "documented",
      "A custom blueprint of the category TOOLING counts as Tooling, whatever its name; managed ones are known by name.",
      "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/tooling-custom-blueprints.html",
    ],
  ]),
  ...witnessesOf("datazone.configurations", "services/datazone/blueprint-configurations.ts", [
    [
      "roles-unseen",
      "measured",
      "Put takes roles unseen, those that cannot be assumed and none at all too.",
      "field evidence, section 1, row 3, and section 3",
    ],
    [
      "tooling-regions",
      "measured",
      "Put takes Tooling without regional parameters; its deployment fails with `... needs to enable atleast one region`.",
      "aws-samples/sample-sagemaker-ai-navsim-e2e-driving, docs/unified-studio-setup-guide.md; RAJA (field evidence, section 2) on CreateEnvironment",
    ],
    ["two-subnets", "measured", "Two subnets in two zones are accepted.", "field evidence, section 3"],
    [
      "newer",
      "model",
      "resourceConfigurations and allowUserProvidedConfigurations are kept and answered, and erased by a Put without them (newer than the pinned SDK).",
      "field evidence, section 5; service model of botocore 1.43.107",
    ],
    ["grants-go", "assumed", "The grants on a configuration go with it.", "they cannot be listed any more"],

    [
      "overwrite",
      "measured",
      "Put overwrites the whole configuration: what is left out is erased.",
      "field evidence, section 4, 9",
    ],
    [
      "hidden-global-parameters",
      "model",
      "Global parameters are in no answer.",
      "service model, GetEnvironmentBlueprintConfigurationOutput",
    ],
    [
      "own-account",
      "model",
      "A configuration is that of the caller's account: no operation takes another.",
      "service model, PutEnvironmentBlueprintConfigurationInput",
    ],
    [
      "delete-missing",
      "model",
      "Deleting a configuration that is gone succeeds: ResourceNotFoundException is not among the errors.",
      "service model, errors of DeleteEnvironmentBlueprintConfiguration",
    ],
  ]),
  ...witnessesOf("datazone.pools", "services/datazone/account-pools.ts", [
    [
      "read",
      "recording",
      "A pool is read without who created or changed it, although the model requires createdBy.",
      "recording get-account-pool-custom-handler",
    ],
    [
      "handler-role",
      "assumed",
      "CreateAccountPool checks the handler's role.",
      "CreateDomain does, PutEnvironmentBlueprintConfiguration does not",
    ],

    [
      "quotas",
      "documented",
      "A domain has at most 100 pools, a pool 25 accounts, an account 3 Regions.",
      "SageMaker Unified Studio administrator guide, quotas; service model",
    ],
    ["in-use", "assumed", "A pool that a profile refers to can be deleted.", "not documented"],
  ]),
  ...witnessesOf("datazone.pool-handler", "services/datazone/account-pool-handler.ts", [
    [
      "event",
      "measured",
      "The event holds both requests, one of them null, with regionName, the user's UUID, and 100 as maxResults.",
      "field evidence, section 4, 5",
    ],
    ["one-page", "assumed", "One page of the handler's answer is read.", "paging of the answer is not documented"],
  ]),
  ...witnessesOf("datazone.blueprint-ids", "services/datazone/blueprint-ids.ts", [
    [
      "regional",
      "measured",
      "Ids of managed blueprints are the same for every domain of a Region.",
      "field evidence, section 4, 6",
    ],
    [
      "recorded",
      "recording",
      "Eight blueprints of us-east-2 have the recorded ids.",
      "recording get-project-profile-pool-bound",
    ],
    ["derived", "assumed", "Ids that nobody has published follow from Region and name.", "their form is the service's"],
  ]),
  ...witnessesOf("datazone.blueprint-templates", "services/datazone/blueprint-templates.ts", [
    [
      "lifecycle",
      "measured",
      "`lifecycleManagement` of Tooling is ENABLED or DISABLED, trusted identity propagation true or false.",
      "field evidence, section 1, row 6",
    ],
    [
      "required",
      "measured",
      "`S3Bucket.bucketName` and `S3TableCatalog.catalogName` are the only parameters without a default.",
      "field evidence, section 1, row 7: a scan of eleven blueprints",
    ],
    [
      "switches",
      "documented",
      "The other switches of Tooling take true and false.",
      "SageMaker Unified Studio administrator guide, project profile parameters",
    ],
    [
      "unknown",
      "assumed",
      "Parameters that are not known take every value, and every name is taken for a parameter of its template.",
      "the templates are not public",
    ],
  ]),
];
