import { explain, explained, explanationsOf, KNOWN_TEXTS } from "../../../aws/known-texts";

const idsOf = (text: string): string[] => explain(text).map(({ id }) => id);

const ACCESS = (rest: string) =>
  `AccessDeniedException: User: arn:aws:sts::111111111111:assumed-role/smus-deploy/session is not authorized to perform: datazone:CreateDomain on resource: arn:aws:datazone:us-west-2:111111111111:domain/* ${rest}`;

/** Field evidence, word for word: sections 1 and 2. Their ids are invented. */
const SEEN: readonly [row: string, text: string, id: string][] = [
  ["1.1", "User is not permitted to perform operation: CreateProject", "create-project-not-permitted"],
  [
    "1.2",
    "Tooling: Caller is not authorized to create environment using blueprintId cjegf7f6kky6w7 (code 403)",
    "blueprint-not-granted",
  ],
  [
    "1.3",
    "Manage Access Role Arn for environment blueprint id 4k186sfh08eqxc not defined",
    "manage-access-role-missing",
  ],
  ["1.4", "Invalid S3 path provided null", "s3-location-missing"],
  [
    "1.5",
    "Could not resolve KMS key arn:aws:kms:us-east-1:222222222222:key/abc to its canonical ARN",
    "key-not-resolved",
  ],
  ["1.5", "Failed to remove EMR EKS IAM roles (System Namespace, Query Engine)", "emr-roles-not-removed"],
  [
    "1.6",
    "Stack creation failed with Parameter 'enableAthena' must be one of AllowedValues",
    "parameter-value-refused",
  ],
  ["1.7", "ValidationException: Missing required Blueprint parameter(s): catalogName", "parameter-missing"],
  ["2", "AccessDeniedException: Cross-account pass role is not allowed.", "service-role-missing"],
  [
    "2",
    "ValidationException: ToolingLite environment blueprint configuration must have deployment mode ON_CREATE.",
    "tooling-lite-on-demand",
  ],
  ["2", "ValidationException: Tooling needs to enable atleast one region", "no-region-enabled"],
  ["2", "UnauthorizedException: Unauthorized", "not-associated"],
  ["2", "AccessDeniedException: User is not permitted to perform operation: UpdateRule", "not-permitted"],
  ["2", ACCESS("because no identity-based policy allows the datazone:CreateDomain action"), "no-identity-policy"],
  ["2", ACCESS("with an explicit deny in an identity-based policy"), "explicit-deny"],
  [
    "2",
    ACCESS("with an explicit deny in a service control policy: arn:aws:organizations::9:policy/o-a/x/p-1"),
    "service-control-policy",
  ],
  ["2", "User is not permitted to perform operation: CreateEnvironment", "create-environment-not-permitted"],
  [
    "2",
    "ValidationException: Environment Blueprint Configuration with id: cjegf7f6kky6w7 does not exist in account: 222222222222",
    "blueprint-configuration-gone",
  ],
  ["2", "ValidationException: g-1 is not part of the existing Grant list", "grant-gone"],
  ["2", "VALIDATION_FAILED (code 400): Tooling environment not found for project: p1", "tooling-not-found"],
  ["2", "API not supported for domain version", "environment-profile-unsupported"],
  ["2", "AccessDeniedException: User is not permitted to perform operation: GetAsset", "project-members-only"],
  [
    "2",
    "ValidationException: Authorized principal is not in the same account as the environment account",
    "subscription-target-account",
  ],
  [
    "2",
    "AWS::DataZone::EnvironmentBlueprintConfiguration: NotUpdatableException: cannot be updated",
    "cloud-control-no-update",
  ],
];

describe("texts of AWS that are known", () => {
  it.each(SEEN)("of row %s: %s", (_row, text, id) => {
    expect(idsOf(text)).toEqual([id]);
  });

  it.each(KNOWN_TEXTS.map(({ id, example }) => [id, example]))("explain their own example: %s", (id, example) => {
    expect(idsOf(example)).toEqual([id]);
    const [{ cause, cure }] = explain(example);
    expect(`${cause} ${cure}`).not.toMatch(/\{\d\}|undefined/);
    expect(`${cause} ${cure}`).not.toContain("\n");
  });

  it("have names of their own, and all say what they rest on", () => {
    expect(new Set(KNOWN_TEXTS.map(({ id }) => id)).size).toBe(KNOWN_TEXTS.length);
    for (const { witness } of KNOWN_TEXTS) expect(witness).toMatch(/^field evidence, section [12], |^https:\/\//);
  });

  it("name what the text names", () => {
    const [{ cause }] = explain("Caller is not authorized to create environment using blueprintId cjegf7f6kky6w7.");
    expect(cause).toContain("<account>:cjegf7f6kky6w7 ");
    const [{ cure }] = explain("Missing required Blueprint parameter(s): bucketName, catalogName; more");
    expect(cure).toMatch(/^declare bucketName, catalogName in /);
  });

  it("are found across line breaks, and each once, in the order of the table", () => {
    const text = `ended as FAILED_DEPLOYMENT (Lake: Invalid S3 path\n  provided null; Tooling: Invalid S3 path provided null,
      Manage Access Role Arn for environment blueprint id x not defined)`;
    expect(idsOf(text)).toEqual(["manage-access-role-missing", "s3-location-missing"]);
  });

  it.each([
    "ValidationException: name must not be empty",
    "ThrottlingException: Rate exceeded",
    "creating S3 Bucket (x): BucketAlreadyExists: already exists",
    "AWS::Other::Type: NotUpdatableException: no",
    "",
  ])("are not %s", (text) => {
    expect(explain(text)).toEqual([]);
    expect(explained(text)).toBe(text);
  });

  it("are not explained twice where a text went through two hands", () => {
    const once = explained("UnauthorizedException: Unauthorized");
    expect(once).toContain("; the account is not associated with the domain");
    expect(explained(once)).toBe(once);
    expect(explanationsOf(once.replaceAll(" ", "\n"))).toEqual([]);
  });
});
