import { type Witness, witnessesOf } from "../witnesses/witness";

/** Behaviours of the small services that answer where there is no moto, and of the registry of CloudFormation. */
export const STAND_IN_WITNESSES: readonly Witness[] = [
  ...witnessesOf("cloudformation", "services/cloudformation/index.ts", [
    [
      "describe-type",
      "model",
      "DescribeType answers the registry schema of a type in the caller's Region.",
      "CloudFormation registry schemas of cfn-lint",
    ],
  ]),
  ...witnessesOf("lakeformation", "services/lakeformation/index.ts", [
    [
      "overwrite",
      "documented",
      "PutDataLakeSettings overwrites the whole list of administrators.",
      "Lake Formation API reference, PutDataLakeSettings",
    ],
    [
      "untouched",
      "measured",
      "Enabling blueprints leaves Lake Formation's settings as they are.",
      "field evidence, section 3, Enabling blueprints",
    ],
  ]),
  ...witnessesOf("ssm", "services/ssm/index.ts", [
    [
      "parameters",
      "documented",
      "A parameter that exists is written over only with Overwrite.",
      "Systems Manager API reference, PutParameter",
    ],
  ]),
  ...witnessesOf("sts", "services/sts/index.ts", [
    [
      "identity",
      "documented",
      "GetCallerIdentity answers account and ARN behind the access key.",
      "STS API reference, GetCallerIdentity",
    ],
  ]),
];
