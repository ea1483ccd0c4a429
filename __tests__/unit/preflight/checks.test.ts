import type { EnvironmentInput } from "../../../configuration/model";
import { endpointServices } from "../../../preflight/checks/endpoint-services";
import { identityCenter } from "../../../preflight/checks/identity-center";
import { networks } from "../../../preflight/checks/networks";
import { quotas } from "../../../preflight/checks/quotas";
import { sharing } from "../../../preflight/checks/sharing";
import { zones } from "../../../preflight/checks/zones";
import { stageOf } from "../../support/stages";
import { fault, lookAt, type Answers } from "./fake-reads";

const REGION = "us-east-1";
const base = (): EnvironmentInput => ({
  governanceAccount: "owner",
  accounts: {
    owner: { id: "000000000001" },
    finance: { id: "000000000011", regions: { [REGION]: {} }, blueprints: { Tooling: {} } },
  },
  domain: { name: "example", region: REGION },
});
const stage = (change: (input: EnvironmentInput) => void = () => undefined) => {
  const input = base();
  change(input);
  return stageOf(input);
};
const network = (input: EnvironmentInput, content: object): void => {
  input.accounts.finance.regions = { [REGION]: { network: content as never } };
};

describe("identity-center", () => {
  const arn = "arn:aws:sso:::instance/ssoins-0123456789abcdef";
  const withSingleSignOn = (idcInstanceArn?: string) =>
    stage((input) => {
      input.domain = { ...input.domain, singleSignOn: { type: "IAM_IDC", idcInstanceArn } } as never;
    });
  const instances = (...arns: string[]): Record<string, Answers> => ({
    owner: { "sso:ListInstances": { Instances: arns.map((InstanceArn) => ({ InstanceArn })) } },
  });

  it.each([
    ["an instance, where none is named", undefined, [arn]],
    ["the instance that is named", arn, [`${arn}0`, arn]],
  ])("is content with %s", async (_what, wanted, there) => {
    expect((await lookAt(identityCenter, withSingleSignOn(wanted), instances(...there))).findings).toEqual([]);
  });

  it.each([
    [
      "no instance in the Region",
      undefined,
      [],
      /sees no instance .* in us-east-1/,
      /^enable IAM Identity Center in this Region/,
    ],
    [
      "another instance than the one that is named",
      arn,
      [`${arn}0`],
      /sees .*0 in us-east-1, and not/,
      /^correct domain/,
    ],
  ])("finds %s", async (_what, wanted, there, what, cure) => {
    const { findings } = await lookAt(identityCenter, withSingleSignOn(wanted), instances(...there));
    expect(findings).toEqual([
      expect.objectContaining({
        code: "IDENTITY_CENTER_MISSING",
        account: "owner",
        region: REGION,
        what: expect.stringMatching(what) as string,
        cure: expect.stringMatching(cure) as string,
      }),
    ]);
  });

  it("asks nothing where people sign in through IAM", async () => {
    expect(await lookAt(identityCenter, stage(), {})).toEqual({ findings: [], remarks: [] });
  });
});

describe("sharing", () => {
  const inside = (Id: string, MasterAccountId = "999999999999"): Answers => ({
    "organizations:DescribeOrganization": { Organization: { Id, MasterAccountId } },
    "organizations:ListAWSServiceAccessForOrganization": fault("AccessDeniedException"),
  });
  const none: Answers = { "organizations:DescribeOrganization": fault("AWSOrganizationsNotInUseException") };

  it("says what only the management account can be asked", async () => {
    const { findings, remarks } = await lookAt(sharing, stage(), { owner: inside("o-1"), finance: inside("o-1") });
    expect(findings).toEqual([]);
    expect(remarks).toEqual([expect.stringContaining("management account 999999999999 only")]);
  });

  it.each([
    ["sharing that is switched off", [], ["SHARING_DISABLED"]],
    ["nothing where it is on", [{ ServicePrincipal: "ram.amazonaws.com" }], []],
  ])("finds %s, from the management account", async (_what, EnabledServicePrincipals, codes) => {
    const owner = {
      ...inside("o-1", "000000000001"),
      "organizations:ListAWSServiceAccessForOrganization": { EnabledServicePrincipals },
    };
    const { findings } = await lookAt(sharing, stage(), { owner, finance: inside("o-1", "000000000001") });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    ["in another organization", inside("o-2")],
    ["in none", none],
  ])("finds an account %s, unless it is invited", async (_what, finance) => {
    const { findings } = await lookAt(sharing, stage(), { owner: inside("o-1"), finance });
    expect(findings.map(({ code, account }) => `${code} ${account}`)).toEqual(["ACCOUNT_OUTSIDE_ORGANIZATION finance"]);
    const invited = stage((input) => (input.sharing = { invitedAccounts: ["finance"] }));
    expect((await lookAt(sharing, invited, { owner: inside("o-1"), finance })).findings).toEqual([]);
  });

  it("finds an owner that is in no organization, and a share with one that is not its own", async () => {
    const alone = await lookAt(sharing, stage(), { owner: none, finance: none });
    expect(alone.findings.map(({ code, account }) => `${code} ${account}`)).toEqual([
      "ACCOUNT_OUTSIDE_ORGANIZATION finance",
    ]);
    const organizationArn = "arn:aws:organizations::999999999999:organization/o-aaaaaaaaaa";
    const other = stage((input) => (input.sharing = { principals: { organizationArn } }));
    const { findings } = await lookAt(sharing, other, { owner: inside("o-1"), finance: inside("o-1") });
    expect(findings.map(({ code, what }) => `${code} ${what}`)).toEqual([
      "ORGANIZATION_MISMATCH sharing.principals names o-aaaaaaaaaa, and the account that owns the domain is in o-1",
    ]);
  });
});

const ZONES: Answers = {
  "ec2:DescribeAvailabilityZones": {
    AvailabilityZones: [
      { ZoneName: "us-east-1a", State: "available", ZoneType: "availability-zone" },
      { ZoneName: "us-east-1c", State: "available" },
      { ZoneName: "us-east-1d", State: "unavailable" },
      { ZoneName: "us-east-1-bos-1a", State: "available", ZoneType: "local-zone" },
    ],
  },
};

describe("zones", () => {
  it("finds those that the account does not see or cannot use, and names the others", async () => {
    const { findings } = await lookAt(
      zones,
      stage((input) => network(input, { mode: "create", zones: ["a", "b", "d"] })),
      { finance: ZONES },
    );
    expect(findings).toHaveLength(1);
    expect(findings[0].what).toMatch(/does not see us-east-1b, us-east-1d$/);
    expect(findings[0].cure).toMatch(/to two to four of "a", "c"$/);
  });

  it("is content with zones that are there", async () => {
    const fine = stage((input) => network(input, { mode: "create", zones: ["a", "c"] }));
    expect((await lookAt(zones, fine, { finance: ZONES })).findings).toEqual([]);
  });
});

describe("endpoint-services", () => {
  const service = (ServiceName: string, AvailabilityZones: string[], ServiceType = "Interface") => ({
    ServiceName,
    AvailabilityZones,
    ServiceType: [{ ServiceType }],
  });
  const answers = (...ServiceDetails: object[]): Record<string, Answers> => ({
    finance: { ...ZONES, "ec2:DescribeVpcEndpointServices": { ServiceDetails } },
  });
  const created = stage((input) =>
    network(input, { mode: "create", zones: ["a", "c"], interfaceEndpoints: ["sts", "glue"] }),
  );
  const sts = service("com.amazonaws.us-east-1.sts", ["us-east-1a", "us-east-1c"]);

  it("finds a service that the Region lacks, and one that a zone of the network lacks", async () => {
    const lacking = await lookAt(endpointServices, created, answers(sts));
    expect(lacking.findings.map(({ what }) => what)).toEqual([
      "the Region offers no interface endpoint com.amazonaws.us-east-1.glue",
    ]);
    const glue = service("com.amazonaws.us-east-1.glue", ["us-east-1a"]);
    const { findings } = await lookAt(endpointServices, created, answers(sts, glue));
    expect(findings.map(({ what, cure }) => `${what}; ${cure}`)).toEqual([
      expect.stringMatching(/glue is not offered in us-east-1c; choose network.zones without c, or leave "glue" out/),
    ]);
  });

  it("does not take a gateway endpoint for an interface endpoint", async () => {
    const glue = service("com.amazonaws.us-east-1.glue", ["us-east-1a", "us-east-1c"], "Gateway");
    expect((await lookAt(endpointServices, created, answers(sts, glue))).findings).toHaveLength(1);
  });
});

describe("quotas", () => {
  const room = (vpcs: object[], more: Answers = {}): Record<string, Answers> => {
    const roles: Answers = {
      "iam:GetRole": fault("NoSuchEntityException", "none", 404),
      "iam:GetAccountSummary": { SummaryMap: { Roles: 10, RolesQuota: 1000 } },
      "servicequotas:GetServiceQuota": fault("NoSuchResourceException"),
    };
    return { owner: roles, finance: { ...roles, "ec2:DescribeVpcs": { Vpcs: vpcs }, ...more } };
  };
  const full = Array.from({ length: 5 }, () => ({}));
  const ours = (name: string) => [
    { Key: "smus:managed-by", Value: "smus-cdktf" },
    { Key: "smus:stage", Value: name },
  ];

  it("finds a Region without room for a VPC, with the usual quota and with one that was raised", async () => {
    const { findings } = await lookAt(quotas, stage(), room(full));
    expect(findings.map(({ what }) => what)).toEqual([
      "VPCs per Region: 5 are in use, and 1 is needed; the quota is 5",
    ]);
    const raised = { "servicequotas:GetServiceQuota": { Quota: { Value: 50 } } };
    expect((await lookAt(quotas, stage(), room(full, raised))).findings).toEqual([]);
  });

  it.each([
    ["counts the stage's own VPC as there", ours("dev"), 0],
    ["does not take another stage's for it", ours("prod"), 1],
  ])("%s", async (_what, Tags, count) => {
    expect((await lookAt(quotas, stage(), room([...full.slice(1), { Tags }]))).findings).toHaveLength(count);
  });

  it("counts addresses where there is a NAT gateway, endpoints, and roles that are not there yet", async () => {
    const wanting = stage((input) =>
      network(input, {
        mode: "create",
        internetAccess: true,
        interfaceEndpoints: Array.from({ length: 51 }, (_each, index) => `s${index}`),
      }),
    );
    const { findings } = await lookAt(
      quotas,
      wanting,
      room([], {
        "ec2:DescribeAddresses": { Addresses: full },
        "iam:GetAccountSummary": { SummaryMap: { Roles: 998, RolesQuota: 1000 } },
      }),
    );
    expect(findings.map(({ what }) => what.split(":")[0])).toEqual([
      "EC2-VPC Elastic IPs",
      "Interface VPC endpoints per VPC",
      "Roles per account",
    ]);
  });
});

describe("networks", () => {
  const subnets = [{ id: "subnet-0000000a" }, { id: "subnet-0000000b", availabilityZone: "us-east-1b" }];
  const given = stage((input) => network(input, { mode: "existing", vpcId: "vpc-00000001", subnets }));
  const answers = (Subnets: object[], dns = true): Record<string, Answers> => ({
    finance: {
      "ec2:DescribeVpcs": { Vpcs: [{}] },
      "ec2:DescribeVpcAttribute": { EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: dns } },
      "ec2:DescribeSubnets": { Subnets },
    },
  });
  const subnet = (letter: string, more = {}) => ({
    SubnetId: `subnet-0000000${letter}`,
    VpcId: "vpc-00000001",
    AvailabilityZone: `us-east-1${letter}`,
    AvailableIpAddressCount: 9,
    ...more,
  });

  it("is content with two subnets in two zones", async () => {
    expect((await lookAt(networks, given, answers([subnet("a"), subnet("b")]))).findings).toEqual([]);
  });

  it.each([
    ["a subnet that is not there", [subnet("a")], /there is no subnet-0000000b in the account/],
    ["a subnet of another VPC", [subnet("a", { VpcId: "vpc-2" }), subnet("b")], /subnet-0000000a is in vpc-2, not in/],
    [
      "another zone",
      [subnet("a"), subnet("b", { AvailabilityZone: "us-east-1c" })],
      /is in us-east-1c, not in us-east-1b/,
    ],
    ["a full subnet", [subnet("a", { AvailableIpAddressCount: 0 }), subnet("b")], /has no free address/],
    [
      "one zone for all",
      [subnet("a", { AvailabilityZone: "us-east-1b" }), subnet("b")],
      /all subnets are in us-east-1b/,
    ],
  ])("finds %s", async (_what, live, what) => {
    const { findings } = await lookAt(networks, given, answers(live));
    expect(findings.map((finding) => finding.what)).toEqual([expect.stringMatching(what)]);
  });

  it("finds host names that are off, and a VPC that is not there", async () => {
    const { findings } = await lookAt(networks, given, answers([subnet("a"), subnet("b")], false));
    expect(findings.map(({ cure }) => cure)).toEqual([
      "aws ec2 modify-vpc-attribute --vpc-id vpc-00000001 --enable-dns-hostnames",
    ]);
    const gone = answers([subnet("a"), subnet("b")]);
    const { findings: missing } = await lookAt(networks, given, {
      finance: { ...gone.finance, "ec2:DescribeVpcs": { Vpcs: [] } },
    });
    expect(missing.map(({ what }) => what)).toEqual([
      expect.stringMatching(/there is no vpc-00000001 in the account$/),
    ]);
  });
});

describe("a read that goes wrong", () => {
  it("is a finding that names the action, and hides nothing else", async () => {
    const two = stage((input) => {
      input.accounts.marketing = { ...input.accounts.finance, id: "000000000012" };
    });
    const refusedZones = {
      "ec2:DescribeAvailabilityZones": fault("UnauthorizedOperation", "You are not\n authorized", 403),
    };
    const { findings } = await lookAt(zones, two, {
      finance: refusedZones,
      marketing: { "ec2:DescribeAvailabilityZones": { AvailabilityZones: [] } },
    });
    expect(findings.map(({ code, account }) => `${code} ${account}`).sort()).toEqual([
      "LOOK_REFUSED finance",
      "ZONE_MISSING marketing",
    ]);
    const refused = findings.find(({ code }) => code === "LOOK_REFUSED");
    expect(refused).toMatchObject({
      what: "could not look: ec2:DescribeAvailabilityZones refused (UnauthorizedOperation: You are not authorized)",
      cure: expect.stringMatching(/^grant ec2:DescribeAvailabilityZones .*or ignore it$/) as string,
    });
  });

  it("is a finding where AWS does not answer, and no finding where the program is wrong", async () => {
    const created = stage();
    const { findings } = await lookAt(zones, created, {
      finance: { "ec2:DescribeAvailabilityZones": fault("ThrottlingException", "slow down") },
    });
    expect(findings.map(({ what }) => what)).toEqual([
      "could not look: AWS said ThrottlingException: slow down (request r)",
    ]);
    await expect(lookAt(zones, created, { finance: {} })).rejects.toThrow("nobody expected");
  });
});
