import { choice, flag, list, object, optional, text, type ValueOf } from "./shape";

const ACCOUNT = text(
  /^\d{12}$/,
  "12 digits in quotes",
  "write the account id as text: leading zeros are lost in a number",
);
const REGION = text(/^[a-z]{2}(-[a-z]+)+-\d$/, "a Region such as eu-west-1", "write the code of the Region");
const BUCKET = text(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a name of an S3 bucket, without s3://",
  "write the name of a bucket of this stage's account",
);
const ROLE = text(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
  "the ARN of a role",
  "write the ARN of the role that jobs of the project run as",
);
const BOUNDARY = text(
  /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,576}$/,
  "the ARN of a managed policy",
  "name the policy that the platform gives to deploy roles as permission boundary: without one nothing is deployed",
);
const KEY = text(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]{1,256}$/,
  "the ARN of a KMS key",
  "write the key's ARN, not its alias: aliases are not resolved across accounts",
);
const SUBNETS = list(
  text(/^subnet-[0-9a-f]{8,17}$/, "subnet- and hexadecimal digits", "write the id of a subnet"),
  { min: 0, max: 16 },
  "leave it out for no network of your own",
);
const GROUPS = list(
  text(/^sg-[0-9a-f]{8,17}$/, "sg- and hexadecimal digits", "write the id of a security group"),
  { min: 0, max: 5 },
  "leave it out for no network of your own",
);
const PROJECT = text(/^[a-zA-Z0-9_-]{1,36}$/, "the id of a project", "write the id, not the name");
const STAGE = text(
  /^[a-z][a-z0-9-]{0,15}$/,
  "1 to 16 of a-z, 0-9 and -, first a letter",
  "use the stage's name of the configuration: it becomes the environment on the code host",
);
const TOPIC = text(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/, "the ARN of an SNS topic", "write the ARN");
/** Lines of people: no control characters, and none of `<>|` and backquotes, since they go into Markdown and tags. */
const LINE = text(
  /^[\p{L}\p{N}][\p{L}\p{N} ,.:;/()'&+_-]{0,79}$/u,
  "1 to 80 letters, digits, spaces and ,.:;/()'&+_-",
  "shorten it, or leave signs out",
);
const OWNERS = list(
  text(/^@[A-Za-z0-9][\w.-]*(\/[\w.-]+)*$/, "@person, @organization/team or @group/subgroup", "begin it with @"),
  { min: 1, max: 20 },
  "name at least one owner: they review every change",
);

const NETWORK = {
  kmsKey: optional(KEY, null),
  subnets: optional(SUBNETS, []),
  securityGroups: optional(GROUPS, []),
  projectId: optional(PROJECT, null),
};

/** A stage in which something runs. */
const PLACE = object({
  name: STAGE,
  account: ACCOUNT,
  region: REGION,
  bucket: BUCKET,
  stateBucket: BUCKET,
  permissionsBoundary: BOUNDARY,
  production: flag("say whether real users depend on this stage"),
  approval: flag("say whether a person releases each deployment to this stage"),
  alarmTopic: optional(TOPIC, null),
  ...NETWORK,
});

/** Parameters that every template has. */
export const USE_CASE = {
  useCase: text(
    /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/,
    "3 to 32 of a-z, 0-9 and -, first a letter, last no -",
    "use the key of the use case: names in AWS begin with it",
  ),
  title: LINE,
  team: LINE,
  owners: OWNERS,
  platformOwners: OWNERS,
  pattern: choice(["producer", "consumer"], "choose whether stages after development have projects of their own"),
  modelPackageGroup: optional(
    text(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/, "1 to 63 letters, digits and -", "use the group's name, not its ARN"),
    null,
  ),
  build: object({
    name: STAGE,
    account: ACCOUNT,
    region: REGION,
    bucket: BUCKET,
    executionRole: ROLE,
    ...NETWORK,
  }),
  stages: list(PLACE, { min: 1, max: 10 }, "name the stages that versions are deployed to, in their order"),
} as const;

type Members = { readonly [K in keyof typeof USE_CASE]: ValueOf<(typeof USE_CASE)[K]> };

/** A stage that versions are deployed to. */
export type SeedStage = ValueOf<typeof PLACE>;

/** Parameters that every template has; names have their defaults. */
export interface UseCaseParameters extends Omit<Members, "modelPackageGroup"> {
  /** @default - the key of the use case */
  readonly modelPackageGroup: string;
}
