import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of project profiles, projects, their members and their environments. */
export const PROJECT_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.profiles", "services/datazone/project-profiles.ts", [
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
  ]),
];
