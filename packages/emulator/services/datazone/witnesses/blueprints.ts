import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of blueprints, their configurations, and account pools. */
export const BLUEPRINT_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.blueprints", "services/datazone/blueprints.ts", [
    [
      "names",
      "measured",
      "There are 23 managed blueprints; the set may differ by Region.",
      "felipenoris/AWS-DataScience, ListEnvironmentBlueprints of August 2026",
    ],
    ["no-custom", "assumed", "There are no custom blueprints.", "the product does not create them"],
  ]),
  ...witnessesOf("datazone.configurations", "services/datazone/blueprint-configurations.ts", [
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
];
