import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of project profiles, projects, their members and their environments. */
export const PROJECT_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.profiles", "services/datazone/project-profiles.ts", [
    [
      "order",
      "recording",
      "Configurations come back by deployment order, those on demand in the order of the request.",
      "recording get-project-profile-pool-bound; field evidence, section 4, 1",
    ],
    [
      "order-within",
      "assumed",
      "Configurations with the same deployment order come back in the order of the request too.",
      "as those on demand",
    ],
    ["uuids", "recording", "Ids of configurations are UUIDs.", "recording get-project-profile-pool-bound"],
    ["new-ids", "measured", "UpdateProjectProfile gives configurations new ids.", "field evidence, section 4, 2"],
    [
      "absent",
      "recording",
      "createdBy and resolvedParameters are absent, allowCustomProjectResourceTags is false where it was not given.",
      "recording get-project-profile-pool-bound; field evidence, section 4, 3",
    ],
    [
      "unchecked-create",
      "measured",
      "CreateProjectProfile checks no parameter against the blueprint's template.",
      "field evidence, section 1, row 7, and section 4, 8",
    ],
    [
      "required-update",
      "measured",
      "UpdateProjectProfile refuses a configuration without a required parameter, on demand too: `Missing required Blueprint parameter(s): ...`.",
      "field evidence, section 1, row 7",
    ],
    [
      "required-value",
      "assumed",
      "A required parameter that is declared without a value counts as missing.",
      "measured with placeholder values only",
    ],
    [
      "tooling-lite",
      "measured",
      "ToolingLite on demand is refused: `ToolingLite environment blueprint configuration must have deployment mode ON_CREATE.`",
      "field evidence, section 2, ToolingLite",
    ],

    [
      "disabled",
      "model",
      "A profile starts DISABLED where no status is given.",
      "service model, CreateProjectProfileInput",
    ],
    [
      "empty-overrides",
      "measured",
      "An empty list of overrides comes back as nothing.",
      "aws-ia/terraform-aws-sagemaker-unified-studio, modules/project-profile",
    ],
    [
      "pool-or-account",
      "measured",
      "A configuration has account pools, or an account and a Region.",
      "aws/Unified-Studio-for-Amazon-Sagemaker, account pool factory",
    ],
    ["in-use", "assumed", "A profile that a project uses cannot be deleted.", "the words are ours"],
  ]),
  ...witnessesOf("datazone.projects", "services/datazone/projects.ts", [
    [
      "pinned",
      "measured",
      "A project cannot be deleted while Tooling's configuration lacks the manage-access role or S3Location.",
      "field evidence, section 1, rows 3 and 4, and section 4, 7",
    ],
    [
      "pinned-call",
      "assumed",
      "It is the call of DeleteProject that fails, with ValidationException, and the project stays ACTIVE.",
      "the message and the status were published, not the call's answer",
    ],
    [
      "configuration-deleted",
      "assumed",
      "A project can be deleted when Tooling's configuration is gone altogether.",
      "only incomplete configurations were measured",
    ],
    [
      "deletion-failed",
      "model",
      "A deletion that fails (on request only) ends as DELETE_FAILED with its reasons, in lists, too.",
      "botocore, ProjectStatus and ProjectDeletionError",
    ],
    [
      "deletion-again",
      "assumed",
      "A project whose deletion has failed can be deleted again, and its environments are there until then.",
      "not documented",
    ],
    [
      "creator",
      "documented",
      "The creator of a project is its owner.",
      "SageMaker Unified Studio user guide, project members",
    ],
    [
      "quota",
      "documented",
      "A domain has at most 1000 projects.",
      "SageMaker Unified Studio administrator guide, quotas",
    ],
    [
      "redeploy",
      "assumed",
      "UpdateProject with a profile version or with user parameters deploys again.",
      "the API reference does not say what is deployed",
    ],
  ]),
  ...witnessesOf("datazone.deployment", "services/datazone/deployment.ts", [
    [
      "refused-blueprint",
      "measured",
      "An environment whose blueprint is not granted fails with code 403, keyed by the name of its configuration.",
      "field evidence, section 1, row 2",
    ],
    [
      "resolved-accounts",
      "measured",
      "With pools every configuration needs a resolved account, those on demand too.",
      "field evidence, section 4, 5",
    ],
    [
      "no-stack",
      "assumed",
      "A deployment succeeds when account, blueprint and grant fit; no CloudFormation stack is made.",
      "the emulator has no templates of AWS",
    ],
  ]),
  ...witnessesOf("datazone.members", "services/datazone/memberships.ts", [
    [
      "quotas",
      "documented",
      "A project has at most 100 users and 20 groups as members.",
      "SageMaker Unified Studio administrator guide, quotas",
    ],
    [
      "twice",
      "measured",
      "A member who is in the project already is refused with `User is already in the project`.",
      "aws-ia/terraform-aws-sagemaker-unified-studio, modules/project-membership",
    ],
    ["last-owner", "assumed", "A project keeps at least one owner.", "not documented"],
  ]),
  ...witnessesOf("datazone.environments", "services/datazone/environments.ts", [
    [
      "stack-name",
      "measured",
      "An environment is the stack `DataZone-Env-<environment id>` of its account.",
      "field evidence, section 1, after the table",
    ],
    [
      "user-role",
      "measured",
      "The provisioned resources of Tooling have the role of the project's people and jobs under the name userRoleArn.",
      "aws/CICD-for-SageMakerUnifiedStudio, which reads it there",
    ],
    [
      "user-role-name",
      "assumed",
      "That role is datazone_usr_role_<project id>_<environment id>.",
      "the name that subscription targets of the emulator have, too",
    ],
  ]),
  ...witnessesOf("datazone.project-description", "services/datazone/project-description.ts", [
    [
      "new",
      "recording",
      "CreateProject answers without a status, with PENDING_DEPLOYMENT and no failure reasons, and with the user parameters as sent.",
      "recordings create-project-pending and create-project-with-user-parameters",
    ],
  ]),
  ...witnessesOf("datazone.environment-problem", "services/datazone/environment-problem.ts", [
    [
      "manage-access",
      "measured",
      "An environment whose configuration has no manage-access role fails: `Manage Access Role Arn for environment blueprint id <id> not defined`.",
      "field evidence, section 1, row 3",
    ],
    [
      "manage-access-all",
      "assumed",
      "That holds for every blueprint, not only for Tooling.",
      "the message names the blueprint by its id",
    ],
    [
      "s3-location",
      "measured",
      "Tooling without a regional S3Location fails: `Invalid S3 path provided null`.",
      "field evidence, section 1, row 4",
    ],
    [
      "allowed-values",
      "measured",
      "CloudFormation refuses a value that the template does not allow: `Stack creation failed with Parameter '<name>' must be one of AllowedValues`, code 400.",
      "field evidence, section 1, row 6, and section 4, 8",
    ],
    [
      "no-value",
      "assumed",
      "A parameter without default and value fails in CloudFormation's own words, code 400.",
      "the words are CloudFormation's; DataZone's frame is that of row 6",
    ],
  ]),
  ...witnessesOf("datazone.environment-creation", "services/datazone/environment-creation.ts", [
    [
      "by-configuration",
      "measured",
      "CreateEnvironment by a blueprint's id is refused with AccessDeniedException; by the id of a configuration it works.",
      "field evidence, section 2, CreateEnvironment",
    ],
    [
      "no-tooling",
      "measured",
      "Without Tooling an environment ends as VALIDATION_FAILED, code 400: `Tooling environment not found for project: <id>`.",
      "field evidence, section 2, CreateEnvironment",
    ],
    [
      "no-profiles",
      "measured",
      "CreateEnvironmentProfile is refused: `API not supported for domain version`.",
      "field evidence, section 2, CreateEnvironment",
    ],
    ["no-profiles-code", "assumed", "That refusal is a ValidationException.", "its code was not published"],
  ]),
];
