/* eslint-disable max-lines -- a table, which is read by its keys */

/** Meaning of a code, and the usual repair. */
export interface ErrorCodeEntry {
  /** One line: what is wrong. */
  readonly meaning: string;
  /** One line: what usually repairs it. */
  readonly fix: string;
  /** A warning does not stop anything. */
  readonly severity: "error" | "warning";
}

const error = (meaning: string, fix: string): ErrorCodeEntry => ({ meaning, fix, severity: "error" });
const warning = (meaning: string, fix: string): ErrorCodeEntry => ({ meaning, fix, severity: "warning" });

/**
 * Every code that a configuration problem can carry. Codes are stable: they are searched for in docs/errors.md and in chat
 * histories, so a code is never given another meaning.
 */
export const ERROR_CODES = {
  // Files, and values that do not fit the schema.
  DIRECTORY_UNREADABLE: error(
    "The environments directory cannot be read",
    "check SMUS_ENVIRONMENTS_DIR or --environments",
  ),
  STAGE_NONE: error(
    "The environments directory holds no stage file",
    "add a file such as dev.ts with a default export",
  ),
  STAGE_NAME_INVALID: error(
    "A stage file's name is no stage name",
    "rename the file; begin it with _ if it is no stage",
  ),
  STAGE_DUPLICATE: error("Two files claim one stage", "remove one of the two files"),
  STAGE_UNKNOWN: error("No file describes the stage", "set TF_WORKSPACE to a stage that exists, or add its file"),
  FILE_UNREADABLE: error(
    "A file has a syntax error, throws, or imports something that is not there",
    "correct the file",
  ),
  STAGE_EXPORT_MISSING: error(
    "A file exports no stage, and nothing else",
    "add export default defineEnvironment({ ... })",
  ),
  VALUE_MISSING: error("A required value is missing", "add it"),
  VALUE_TYPE: error("A value is of the wrong type", "write a value of the allowed type"),
  VALUE_FORMAT: error("A text does not have the required form", "write it in the allowed form"),
  VALUE_NOT_ALLOWED: error("A value is not among the allowed ones", "use one of the allowed values"),
  VALUE_RANGE: error("A number, text or list is too small or too large", "stay within the limits"),
  KEY_UNKNOWN: error("A key is not known at this place", "remove it or correct its spelling"),
  KEY_FORMAT: error("A key of a map does not have the required form", "rename the key"),
  KEY_CONFLICT: error("Keys of two forms are mixed that exclude each other", "keep the keys of one form"),
  COMPOSITION_FAILED: error(
    "A stack cannot be built from what the file says, which no rule has noticed",
    "change what the message names, and report it as a fault of this program",
  ),
  ENTRY_DUPLICATE: error("A list names something twice", "remove one"),
  // Stages and the domain that they share.
  DOMAIN_STAGE_UNKNOWN: error(
    "A stage joins the domain of a stage that does not exist",
    "name the stage that owns the domain",
  ),
  DOMAIN_STAGE_JOINED: error("A stage joins a stage that owns no domain", "name the stage that owns the domain"),
  PROMOTION_STAGE_UNKNOWN: error(
    "A stage is promoted from a stage that does not exist",
    "name the stage in which changes are applied first",
  ),
  PROMOTION_CYCLE: error(
    "Stages are promoted from each other in a circle",
    "remove promotion from the stage in which changes begin",
  ),
  PROMOTION_SOURCE_EMPTY: error(
    "A stage is promoted from a stage that has nothing to promote",
    "name a stage with accounts, profiles or projects",
  ),
  PROMOTION_OVERRIDE_UNKNOWN: error(
    "A deliberate difference names an item that neither stage has",
    "name it as in the configuration, accounts by business unit, or remove it",
  ),
  GOVERNANCE_DIFFERS: error(
    "A joined stage describes another governance account than the domain's stage",
    "take it from one fragment",
  ),
  STATE_DIFFERS: error(
    "A joined stage keeps its states elsewhere than the domain's stage",
    "take the setting from one fragment",
  ),
  ORGANIZATION_DIFFERS: error(
    "A joined stage has another name prefix or partition than the domain's stage",
    "take it from one fragment",
  ),
  PROVIDER_VERSION: error(
    "The AWS provider may get a version that the stacks are not made for",
    "narrow the constraint, for example to ~> 6.20",
  ),
  PROVIDER_DIFFERS: error(
    "Stages ask for different versions of the AWS provider, though one lock file is for all of them",
    "take the setting from one fragment",
  ),
  AGENT_POOL: error(
    "An agent pool is named without agents, or agents run without a pool",
    'name the pool exactly with executionMode "agent"',
  ),
  EXECUTION_LOCAL: error(
    "Settings of runs at Terraform Cloud, though runs are local",
    'remove them, or set executionMode to "remote" or "agent"',
  ),
  NAME_DUPLICATE: error("Two pools, profiles or projects of one domain have the same name", "rename one"),
  NAME_TOO_LONG: error("A name made from configuration is longer than the service takes", "shorten a part of it"),
  DOCUMENT_TOO_LARGE: error(
    "A policy or an environment that grows with the configuration is larger than the service takes",
    "name fewer of what it lists",
  ),
  // Objects that exist already.
  ADOPT_UNKNOWN: error(
    "An object is to be adopted that the stage's file does not describe",
    "describe the object in this file, or remove the entry",
  ),
  ADOPT_ID: error("The id of an object to adopt does not have the form of its kind", "correct the id"),
  ADOPT_DUPLICATE: error("Two entries adopt the same object", "remove one of the two"),
  ADOPT_KEY: error(
    "A key would be created for an adopted domain, which keeps the key that it has",
    'set domain.kmsKeyArn to the domain\'s key, or to "aws-owned"',
  ),
  // Accounts.
  ACCOUNT_ID_DUPLICATE: error("An account id appears twice", "correct one of the two"),
  ACCOUNT_UNKNOWN: error("An account is named that this stage does not have", "name one of the stage's accounts"),
  ARN_PARTITION: error(
    "An ARN lies in another partition than the organization",
    "correct the ARN or organization.partition",
  ),
  ARN_ACCOUNT: error("An ARN lies in another account than what uses it", "name a role, policy or key of that account"),
  ARN_REGION: error("An ARN lies in another Region than what uses it", "name a key, share or function of that Region"),
  REGION_PARTITION: error(
    "A Region lies in another partition than the organization",
    "correct the Region or organization.partition",
  ),
  REGION_NOT_IN_ACCOUNT: error(
    "A Region is used that the account does not have",
    "add it to the account's regions, or use another",
  ),
  REGION_NOT_IN_BLUEPRINT: error(
    "Parameters are set for a Region in which the blueprint is not enabled",
    "enable it there, or remove them",
  ),
  BLUEPRINT_PARAMETER_MISSING: error(
    "A blueprint lacks a global parameter that it cannot deploy without",
    "add the parameter",
  ),
  BLUEPRINT_NOT_ENABLED: error(
    "A blueprint is used where it is not enabled",
    "enable it in the account, or do not use it",
  ),
  BOUNDARY_DENIES: error(
    "A permissions boundary denies what projects need",
    "leave it out, or use a policy of your own",
  ),
  BUCKET_PREFIX: error(
    "A bucket's name lacks the prefix that AWS's provisioning policy covers",
    "use a bucket named amazon-sagemaker-...",
  ),
  BUCKET_DUPLICATE: error("A bucket is given to two accounts or Regions", "use a bucket for each"),
  SUBNET_DUPLICATE: error("A subnet is named twice", "name another subnet"),
  SUBNET_ZONE_DUPLICATE: error("Two subnets lie in one Availability Zone", "use subnets in distinct zones"),
  SUBNET_ZONE_REGION: error(
    "A subnet's Availability Zone lies in another Region",
    "correct the zone, or the Region it stands under",
  ),
  ZONES_REQUIRED: error("The zones of a network that is created cannot be known", "name them"),
  ZONE_UNKNOWN: error("A Region has no such Availability Zone", "name zones that your account sees"),
  ENDPOINT_SERVICE_UNKNOWN: error("There is no such endpoint service", "correct the name"),
  ENDPOINT_SERVICE_REGION: error("A Region does not offer an endpoint service", "remove it, or use another Region"),
  CIDR_INVALID: error("An address range is none", "correct the range"),
  TAG_RESERVED: error("A tag key is reserved", "rename it"),
  TAG_FORM: error(
    "The domain would get a tag that DataZone does not take",
    "write it without accents and other letters than a-z",
  ),
  TAG_DUPLICATE: error(
    "Keys of tags that one resource gets differ in case only, which IAM refuses",
    "write the key alike, or remove one",
  ),
  TAG_COUNT: error("A resource would get more than 50 tags", "remove some"),
  INVITATION_POINTLESS: error(
    "An account is invited that accepts no invitation",
    "take it off sharing.invitedAccounts",
  ),
  SHARING_CONTRADICTION: error(
    "The share names the organization, but all its accounts are outside",
    'write sharing.principals "accounts"',
  ),
  ORGANIZATION_ID: error(
    "The share names another organization than organization.organizationId",
    "correct one of the two",
  ),
  // The domain: units and people.
  UNIT_RESERVED: error("A unit has the key that stands for the root unit", "rename the key"),
  UNIT_UNKNOWN: error("A unit is named that the domain does not have", "name one of the domain's units"),
  UNIT_CYCLE: error("Units are their own ancestors", "let one of them have another parent"),
  UNIT_DEPTH: error("The unit tree is too deep", "move the unit up"),
  UNIT_NAME_DUPLICATE: error("Two units with one parent have the same name", "rename one"),
  UNIT_COUNT: error("The domain has too many units", "remove some"),
  OWNER_DUPLICATE: error("A unit's owner is named twice", "remove one"),
  USER_UNKNOWN: error("A user is named that the domain does not have", "add it under domain.users"),
  GROUP_UNKNOWN: error("A group is named that the domain does not have", "add it under domain.groups"),
  USER_IDENTIFIER: error("A user's identifier is not of the kind that its type says", "correct identifier or type"),
  PERSON_DUPLICATE: error("A user or group has two keys", "remove one, and use the other everywhere"),
  SSO_DISABLED: error(
    "A user or group of IAM Identity Center, though single sign-on is off",
    'set domain.singleSignOn.type to "IAM_IDC"',
  ),
  // Pools.
  POOL_UNKNOWN: error("A pool is named that this stage does not have", "name one of the stage's pools"),
  POOL_ACCOUNTS: error("A pool has no account or more than 25", "use 1 to 25 accounts"),
  POOL_ACCOUNT_DUPLICATE: error("An account is in a pool twice", "merge the two entries"),
  POOL_ACCOUNT_IDLE: error("A pool offers an account that hosts no projects", "enable blueprints in it"),
  POOL_REGIONS: error("An account of a pool offers no Region, more than three, or one twice", "use 1 to 3 Regions"),
  POOL_REGION_FORM: error(
    "A pool offers a Region that the service takes in no pool",
    "bind profiles to accounts instead of pools",
  ),
  POOL_ROLE_PATH: error(
    "A pool handler's role has a path that the service refuses",
    "use a role under / or /service-role/",
  ),
  POOL_DISCOVERY_UNBOUNDED: error(
    "A pool would offer every account of the organization",
    "name organizational units or tags",
  ),
  POOL_COUNT: error("A domain has more than 100 pools", "merge pools"),
  // Profiles.
  PROFILE_UNKNOWN: error("A profile is named that this stage does not have", "name one of the stage's profiles"),
  TARGET_POOLS: error("A profile is bound to no pool, to more than 10, or to one twice", "use 1 to 10 pools"),
  TOOLING_MISSING: error("A profile deploys no Tooling", "add a configuration of Tooling (or ToolingLite)"),
  TOOLING_DUPLICATE: error("A profile deploys Tooling twice", "remove one"),
  TOOLING_ORDER: error("Tooling is not deployed first", "remove deploymentMode and deploymentOrder"),
  DEPLOYMENT_ORDER: error(
    "A configuration's deployment order does not fit its mode",
    "use 1 to 16 with ON_CREATE, none with ON_DEMAND",
  ),
  CONFIGURATION_DUPLICATE: error("Names of two configurations differ in case only", "rename one"),
  CONFIGURATION_BLUEPRINT_MISSING: error(
    "A configuration has no blueprint and is not in the template",
    "add its blueprint",
  ),
  CONFIGURATION_UNKNOWN: error(
    "A configuration is named that the template or profile does not have",
    "correct the name",
  ),
  CONFIGURATION_CONTRADICTION: error("A configuration is left out and overridden at once", "do one of the two"),
  PRODUCTION_MISMATCH: error(
    "A production profile reaches other accounts, or another profile production accounts",
    "mark both alike",
  ),
  PRODUCTION_MIXED: error("A pool holds production accounts and others", "split the pool"),
  RESOURCE_TAG_COUNT: error("A profile or project sets more than 25 resource tags", "remove some"),
  // Grants.
  GRANT_MISPLACED: error("A grant of the domain needs what comes after the domain", "move it to grants of a stage"),
  GRANT_DUPLICATE: error("Two grants say the same", "remove one"),
  GRANT_COUNT: error("A policy is granted more than 20 times on one unit", "grant to groups instead of users"),
  PRINCIPAL_PROJECT: error("A project principal names a project and a unit, or neither", "name exactly one of them"),
  MEMBER_POOL_MISSING: error(
    "Projects may be created where nobody may be a member of them",
    "grant ADD_TO_PROJECT_MEMBER_POOL there",
  ),
  // Git providers.
  GIT_MISPLACED: error(
    "A stage that joins a domain describes hosts or connections of Git providers",
    "move them to the stage that owns the domain: they serve all stages",
  ),
  GIT_HOST_UNKNOWN: error("A connection goes through a host that the stage does not have", "add it under git.hosts"),
  GIT_NAME_DUPLICATE: error("Two hosts or two connections have the same name", "rename one"),
  GIT_CONNECTION_UNKNOWN: error(
    "A profile or project uses a Git connection that the domain's stage does not have",
    "add it under git.connections of the stage that owns the domain",
  ),
  GIT_CONNECTION_DISABLED: error(
    "A profile or project uses a Git connection that is not enabled for projects",
    "remove useInProjects: false from the connection, or use another",
  ),
  GIT_UNUSABLE: error(
    "A profile or project names a connection or repository that nothing of it uses",
    "deploy Tooling in the profile, and give the profile a connection",
  ),
  GIT_CONTRADICTION: error(
    "A connection or repository is said twice: with git, and with a parameter of Tooling",
    "remove the parameter",
  ),
  // Projects.
  PROJECT_ACCOUNT_MISSING: error("A project on pools has no account", "add its account"),
  PROJECT_ACCOUNT_NOT_IN_POOL: error(
    "A project's account is in no pool of its profile",
    "choose an account of the pools",
  ),
  PROJECT_ACCOUNT_UNUSED: error("A project names an account though its profile fixes one", "remove it"),
  PARAMETER_VALUE: error(
    "A parameter has a value that the blueprint's template does not take; the service would say so when it deploys",
    "use one of the allowed values",
  ),
  TARGET_MISSING: error("A profile does not say where its environments are deployed", "add a target"),
  MODEL_GOVERNANCE: error(
    "The profile or project of Bedrock's model governance is not the one that the service looks for",
    "use AWS's names, in the root unit, in the stage that owns the domain",
  ),
  PARAMETER_NAME: error(
    "A parameter is written otherwise in upper and lower case than the blueprint's template does, so that it does not exist",
    "write it as the template does",
  ),
  PROFILE_PARAMETER_MISSING: error(
    "A profile gives no value to a parameter that the blueprint has no default for; the service would refuse every update of it",
    "add the parameter with a value that the creators of environments replace, and editable: true",
  ),
  PARAMETER_NOT_EDITABLE: error(
    "A project sets a parameter that its profile fixes",
    "remove it, or make it editable in the profile",
  ),
  RESOURCE_TAG_REFUSED: error(
    "A project sets a tag that its profile does not let it set",
    "remove it, or make it editable in the profile",
  ),
  PROJECT_EXECUTION_ROLE: error(
    "A project brings a role, but its profile deploys Tooling",
    "use a profile with ToolingLite",
  ),
  MEMBER_DUPLICATE: error("A member is named twice in a project", "remove one"),
  MEMBER_COUNT: error("A project has too many members", "use groups"),
  CONNECTION_KIND: error("A connection leads to nothing, or to several things", "name exactly one of its kinds"),
  CONNECTION_UNKNOWN: error(
    "A data source reads through a connection that its project does not have",
    "add it under the project's connections, or name one that its environments bring",
  ),
  FILTER_PATTERN: error(
    "A pattern of tables has wildcards that the service takes as they are written",
    "use an asterisk for any characters",
  ),
  SECRET_AS_VALUE: error(
    "A property of a connection looks like a secret; plans, state files and this file would show it",
    "put it into Secrets Manager, and name the secret",
  ),
  PROJECT_COUNT: error("A domain has more than 1000 projects", "use another domain"),
  PROJECT_UNKNOWN: error("A standing project is named that this stage does not have", "add it under projects"),
  PROJECT_FUNCTION_MEMBER: error(
    "The control-plane function cannot see or write connections, data sources or assets of a project that is taken over",
    "make its role a member of the project",
  ),
  // The vocabulary.
  CATALOG_MISPLACED: error(
    "A stage that joins a domain has a vocabulary of its own",
    "move it to the stage that owns the domain",
  ),
  CATALOG_OWNER_MEMBER: error(
    "The control-plane function cannot write in the project that owns the vocabulary",
    "make its role a member of the project",
  ),
  CATALOG_NAME_DUPLICATE: error("Two objects of the vocabulary have the same name", "rename one"),
  CATALOG_COUNT: error("The vocabulary is larger than the service takes", "remove some of it"),
  GLOSSARY_UNKNOWN: error("A glossary is named that the vocabulary does not have", "add it under catalog.glossaries"),
  TERM_UNKNOWN: error("A term is named that its glossary does not have", "add it to the glossary"),
  TERM_GOVERNED: error("A column has a governed term", "put it on the asset, or take a term of another glossary"),
  TERM_RELATION_CYCLE: error("Terms are related to themselves", "take one of the relations out"),
  FORM_UNKNOWN: error("A form is named that the vocabulary does not have", "add it under catalog.forms"),
  FORM_STRUCTURE: error("A form is not one that the service takes", "write one structure with the form's name"),
  FORM_FIELD_LIMITS: error("The limits of a field exclude each other", "leave something between them"),
  FORM_DISABLED: error("A form is in use and disabled", "enable it, or take it out where it is used"),
  ASSET_TYPE_UNKNOWN: error(
    "An asset type is named that the vocabulary does not have",
    "add it under catalog.assetTypes",
  ),
  APPLICATION_MISPLACED: error(
    "The governance application in a stage that joins a domain",
    "move it to the stage that owns the domain",
  ),
  APPLICATION_GROUP_TAKEN: error(
    "The key `application` stands for another group than the governance application's role",
    "give the group another key",
  ),
  APPLICATION_NOT_A_MEMBER: error(
    "The governance application may not decide on requests for the data of a project",
    "leave the member `application` out of the project: it is added as a contributor",
  ),
  BUDGET_SUBJECT_UNKNOWN: error(
    "A budget is of an account or a business unit that no stage of the domain has",
    "name one that is there, or take the budget out",
  ),
  PROJECT_REQUEST_WITHOUT_API: error(
    "People may ask for projects, and the application has no API through which they could",
    "add application.api, or take application.projects out",
  ),
  PROJECT_REQUEST_PROFILE: error(
    "A profile for projects that people ask for is not one of the domain's",
    "name it by its stage and key, such as dev/analytics",
  ),
  PROJECT_REQUEST_NOBODY: error(
    "Nobody has the part in a unit that asks for its projects, or decides on them",
    "give somebody the part under application.api.identity, or name another part",
  ),
  PROJECT_REQUEST_QUOTA: error(
    "A number of projects that people may ask for cannot be reached",
    "let the number of the unit and those of its profiles fit each other",
  ),
  PROJECT_REQUEST_TIMES: error(
    "Times of projects that people ask for exclude each other",
    "remind before the lapse or the end, and give a project no more days than it may have",
  ),
  ACCESS_REQUEST_FIELD: error(
    "A field of the form of requests cannot hold what it is named for",
    "name a field of the form that fits, or change the form",
  ),
  PURPOSE_UNKNOWN: error("A purpose is named that nobody can choose", "add it under application.dataAccess.purposes"),
  QUEUE_UNKNOWN: error("A queue is named that does not exist", "add it under application.dataAccess.queues"),
  ACCESS_RULE_UNKNOWN: error("An example names a rule that does not exist", 'name a rule, or "none"'),
  ACCESS_RULE_CONDITION: error(
    "A condition of a rule on access asks for nothing",
    "say what it asks for, or remove it",
  ),
  ACCESS_RULE_IMPOSSIBLE: error("No request meets the conditions of a rule on access", "relax one of them"),
  ACCESS_RULE_CONTRADICTED: error(
    "Rules that reject take every request that a rule on access is for",
    "leave something to the rule, or remove it",
  ),
  ACCESS_RULE_SHADOWED: error(
    "Rules before it take every request that a rule on access is for",
    "move it up, narrow the others, or remove it",
  ),
  ACCESS_RULE_UNFILTERED: error(
    "A rule gives access without a filter to an asset with a restricted term",
    "attach a filter, leave the term out (terms.none), or let an earlier rule hold or reject such requests",
  ),
  ACCESS_RULE_EXAMPLE: error(
    "An example of a rule on access is decided otherwise than it says",
    "correct the rule, the example's facts, or decidedBy",
  ),
  ACCESS_HOLD_TIMES: error(
    "A request lapses before people are reminded of it",
    "let lapseAfterDays be larger than remindAfterDays",
  ),
  METADATA_RULE_CONTENT: error(
    "A rule demands nothing, both forms and terms, or terms of requests",
    "name forms or terms; forms where the rule is on subscribing",
  ),
  // Advice.
  PROVIDER_UNTESTED: warning(
    "The AWS provider may get a version that was not tested with this project",
    "leave awsProvider out, or try the version: npm run sandbox, then a plan of every stage, which should be empty",
  ),
  REGION_UNKNOWN: warning("A Region is not known to this version", "check its spelling"),
  REGION_OPT_IN: warning(
    "A Region works in accounts only that have enabled it",
    "enable it in every account that uses it, the governance account among them, before the first apply",
  ),
  GIT_REGION_UNKNOWN: warning(
    "This version does not know of AWS CodeConnections in the domain's Region",
    "look it up: without the service the apply is refused",
  ),
  BLUEPRINT_EXACTLY: error(
    "A blueprint that is configured exactly has regional parameters beside that",
    "move them into exactly",
  ),
  BLUEPRINT_NEEDS: error(
    "A blueprint needs a bucket or a network that the account does not have",
    "give or create it, or configure the blueprint exactly",
  ),
  BLUEPRINT_TOOLING_MISSING: warning(
    "An account enables blueprints but not Tooling",
    "enable Tooling (or ToolingLite)",
  ),
  NETWORK_FEW_ZONES: warning("A network reaches two Availability Zones; three are advised", "add a third"),
  RUN_TRIGGER_COUNT: warning(
    "A workspace waits for more workspaces than Terraform Cloud can connect",
    "start its run by hand after changes of the others, or drive runs from a pipeline",
  ),
  PROTECTION_NONE: warning(
    "A stage with production accounts is not protected against a destroy",
    'set protection to "data" or "all"',
  ),
  SSO_NOBODY: warning("Single sign-on is assigned by hand, and to nobody", "add users or groups to the domain"),
  PROFILE_UNUSED: warning("Nobody may create projects from a profile", "grant it, or remove it"),
  PARAMETER_UNNAMED: warning(
    "A project sets a parameter that its profile does not name",
    "name it in the profile, editable",
  ),
  MEMBER_IAM_ROLE: warning(
    "A member is a user of type IAM_ROLE, which the service refuses",
    "name the role as a group",
  ),
  MEMBER_POOL_OUTSIDER: warning(
    "A project's member is in no member pool of its unit",
    "grant ADD_TO_PROJECT_MEMBER_POOL to it",
  ),
  // AI operations and use cases.
  AIOPS_MISPLACED: error(
    "AI operations or use cases are in a stage that joins a domain",
    "move them to the stage that owns the domain",
  ),
  AIOPS_MISSING: error("A stage has use cases, and no AI operations that they need", "add aiops with a code host"),
  AIOPS_STAGE_UNKNOWN: error(
    "A stage takes part in the use cases of a stage that has none, or that it reaches by its domain",
    "name the stage that has aiops.codeHosts, or remove aiops",
  ),
  AIOPS_GROUP_TAKEN: error(
    "A group has the key that stands for a function of AI operations",
    "give the group another key",
  ),
  CODE_HOST_UNKNOWN: error("A use case names a host of code that does not exist", "add it, or correct the key"),
  USE_CASE_STAGE_UNKNOWN: error("A use case names a stage that does not exist", "correct the name"),
  USE_CASE_STAGE_OUTSIDE: error(
    "A stage of a use case does not take part in the use cases of that file",
    "add aiops: { fromStage } to the stage, or choose another one",
  ),
  USE_CASE_STAGE_DUPLICATE: error("A use case is deployed to a stage twice", "remove one of the two"),
  USE_CASE_ACCOUNT: error("A use case cannot be built or run in an account", "choose another account of the stage"),
  USE_CASE_PROFILE: error(
    "The profile of a use case deploys to another account than the use case names",
    "choose the profile of that account",
  ),
  USE_CASE_PRODUCTION: error(
    "Production of a use case is not separated, or not approved",
    "take production accounts for production alone, and let a person approve",
  ),
  USE_CASE_APPROVERS: error(
    "Nobody can release what a person has to release",
    "name a group of the domain whose members sign in",
  ),
  USE_CASE_PROJECT: error(
    "A place of a use case says something of a project that it does not have",
    "remove it, or make the use case a consumer",
  ),
  USE_CASE_OPTION: error("A parameter does not fit the template of a use case", "see docs/use-case-templates.md"),
  USE_CASE_GATES: error(
    "Conditions of promotions cannot be met, are missing, or do not belong to the template",
    "correct them",
  ),
  USE_CASE_NAME_TAKEN: error("Something that a use case names is another one's already", "name one otherwise"),
  USE_CASE_ROLE_COUNT: warning(
    "Use cases put more roles into an account than AWS allows by default",
    "spread them over accounts, or have the quota raised",
  ),
  ENVIRONMENT_COUNT: warning(
    "Projects of use cases bring a domain near a quota of environments",
    "have the quota raised, or take profiles that deploy less",
  ),
} as const satisfies Record<string, ErrorCodeEntry>;

/** Code of a configuration problem. */
export type ErrorCode = keyof typeof ERROR_CODES;
