import { dataKeyPolicy } from "../../modules/kms-key";
import type { EnvironmentInput } from "../../configuration";
import type { PreflightReport } from "../../preflight";
import { preflightText } from "../../preflight";
import { describeLife } from "../support/life";
import { Grounds, REGION, trusting } from "../support/preflight/grounds";
import { stageOf } from "../support/stages";

const OWNER = "700000000001";
const FINANCE = "700000000011";
const ORGANIZATION = "o-preflight01";
const DATAZONE = "datazone.amazonaws.com";

const codes = ({ findings }: PreflightReport): string[] =>
  findings.map(({ code, account, region }) => `${code} ${account}${region === undefined ? "" : ` ${region}`}`);

/** Preflight before the first apply: its reads are judged by the policies that are printed for the plan role. */
describeLife("preflight before the first apply", () => {
  let grounds: Grounds;
  let input: EnvironmentInput;
  let key: string;

  const policy = (domainAccountId: string): string =>
    dataKeyPolicy({
      partition: "aws",
      accountId: FINANCE,
      region: REGION,
      domainAccountId,
      domainExecutionRoleArn: `arn:aws:iam::${domainAccountId}:role/service-role/AmazonSageMakerDomainExecution`,
      provisioningRoleArns: [`arn:aws:iam::${FINANCE}:role/service-role/OurProvisioning`],
    }).replaceAll("$${", "${");
  const changed = (change: (finance: EnvironmentInput["accounts"][string]) => void, top = {}) => {
    const copy = structuredClone({ ...input, ...top });
    change(copy.accounts.finance);
    return stageOf(copy, "main");
  };

  beforeAll(async () => {
    grounds = await Grounds.start([], ORGANIZATION);
    key = await grounds.key(FINANCE);
    await grounds.keyPolicy(FINANCE, key, policy(OWNER));
    const network = await grounds.network(FINANCE, ["a", "b"]);
    await grounds.role(FINANCE, "OurProvisioning", trusting([DATAZONE], OWNER), { path: "/service-role/" });
    input = {
      organization: { namePrefix: "pf", organizationId: ORGANIZATION },
      access: { planRoleName: "smus-plan", externalId: "pf-external" },
      governanceAccount: "owner",
      accounts: {
        owner: { id: OWNER },
        finance: {
          id: FINANCE,
          regions: { [REGION]: { network: { mode: "existing", ...network }, kmsKeyArn: key } },
          blueprints: { Tooling: {}, DataLake: {} },
          roles: { provisioningRoleArn: `arn:aws:iam::${FINANCE}:role/service-role/OurProvisioning` },
        },
      },
      domain: { name: "preflight", region: REGION, singleSignOn: { type: "IAM_IDC" } },
    };
  });
  afterAll(() => grounds?.stop());

  it("finds nothing in accounts that are prepared, and says what waits for the domain", async () => {
    const report = await grounds.preflight(changed(() => undefined));
    expect(preflightText(report)).toMatch(/^preflight main: nothing found \(18 checks, \d+ s\)\n {2}6 checks wait for/);
    expect(report).toMatchObject({ exitCode: 0, findings: [] });
    expect(report.remarks).toEqual([expect.stringContaining("management account 999999999999 only")]);
  });

  it("finds nothing where networks, buckets, keys and roles are created", async () => {
    const report = await grounds.preflight(
      changed((finance) => {
        finance.regions = { [REGION]: { network: { mode: "create", internetAccess: true } } };
        finance.roles = {};
      }),
    );
    expect(report.findings).toEqual([]);
  });

  it("row 5: finds a role that trusts DataZone for the member's own account", async () => {
    await grounds.role(FINANCE, "OurProvisioning", trusting([DATAZONE], FINANCE));
    const report = await grounds.preflight(changed(() => undefined));
    await grounds.role(FINANCE, "OurProvisioning", trusting([DATAZONE], OWNER));
    expect(codes(report)).toEqual(["ROLE_TRUST finance"]);
    expect(report.findings[0].what).toContain(
      `where aws:sourceaccount is ${FINANCE}, and ${DATAZONE} calls with ${OWNER}, the account that owns the domain`,
    );
    expect(report.findings[0].source).toBe("field evidence, section 1, row 5");
  });

  it("row 5: finds a key whose policy has the member in the place of the domain's side", async () => {
    await grounds.keyPolicy(FINANCE, key, policy(FINANCE));
    const report = await grounds.preflight(changed(() => undefined));
    const root = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${FINANCE}:root` },
      Action: "kms:*",
      Resource: "*",
    };
    await grounds.keyPolicy(FINANCE, key, JSON.stringify({ Version: "2012-10-17", Statement: [root] }));
    const bare = await grounds.preflight(changed(() => undefined));
    await grounds.keyPolicy(FINANCE, key, policy(OWNER));
    expect(codes(report)).toEqual([`KEY_POLICY finance ${REGION}`]);
    expect(report.findings[0].what).toContain("does not let the domain's execution role");
    expect(bare.findings.map(({ what }) => /does not let (?:the )?(\S+)/.exec(what)?.[1]).sort()).toEqual([
      "CloudWatch",
      DATAZONE,
      "domain's",
    ]);
  });

  it("finds a role and a key that are not there, a network with one zone, and names that others have", async () => {
    const network = await grounds.network(FINANCE, ["a", "a"]);
    await grounds.bucket("700000000099", `amazon-sagemaker-pf-${FINANCE}-${REGION}`, false);
    await grounds.role(OWNER, "AmazonSageMakerDomainService", trusting([DATAZONE], OWNER), { ours: false });
    const report = await grounds.preflight(
      changed((finance) => {
        finance.regions![REGION] = { network: { mode: "existing", ...network }, kmsKeyArn: key.replace(/.$/, "0") };
        finance.roles = { provisioningRoleArn: `arn:aws:iam::${FINANCE}:role/Nobody` };
      }),
    );
    expect(codes(report)).toEqual([
      `NETWORK_UNFIT finance ${REGION}`,
      "NAME_TAKEN owner",
      `NAME_TAKEN finance ${REGION}`,
      "ROLE_MISSING finance",
      `KEY_UNUSABLE finance ${REGION}`,
    ]);
  });

  it("finds a Region that an account has not enabled, and asks nothing there", async () => {
    const report = await grounds.preflight(
      changed((finance) => {
        finance.regions!["eu-south-2"] = {};
      }),
    );
    expect(codes(report).filter((code) => code.endsWith("eu-south-2"))).toEqual([
      "REGION_NOT_ENABLED finance eu-south-2",
    ]);
  });

  it("finds zones and endpoint services that are not there, a quota that is used up, and another organization", async () => {
    for (let count = 0; count < 6; count++) await grounds.network(FINANCE, []);
    const report = await grounds.preflight(
      changed(
        (finance) => {
          finance.regions = {
            [REGION]: { network: { mode: "create", zones: ["a", "z"], interfaceEndpoints: ["sts", "nothing"] } },
          };
        },
        { organization: { namePrefix: "pf", organizationId: "o-another0001" } },
      ),
    );
    expect(codes(report)).toEqual([
      "ORGANIZATION_MISMATCH owner",
      `ZONE_MISSING finance ${REGION}`,
      `ENDPOINT_SERVICE_MISSING finance ${REGION}`,
      `QUOTA_EXHAUSTED finance ${REGION}`,
      "NAME_TAKEN owner",
      `NAME_TAKEN finance ${REGION}`,
    ]);
  });

  it("finds an instance of Identity Center that is not there, and roles that cannot be assumed", async () => {
    const singleSignOn = { type: "IAM_IDC", idcInstanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef" };
    await grounds.preflight(changed(() => undefined));
    const report = await grounds.look(
      changed((finance) => void (finance.id = "700000000012"), {
        domain: { ...input.domain, singleSignOn },
      }),
    );
    expect(codes(report).slice(0, 3)).toEqual([
      "ROLE_NOT_ASSUMABLE finance",
      "ROLE_NOT_ASSUMABLE finance",
      `IDENTITY_CENTER_MISSING owner ${REGION}`,
    ]);
  });
});
