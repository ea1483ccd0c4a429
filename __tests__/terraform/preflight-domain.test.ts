import type { EnvironmentInput } from "../../configuration";
import { preflightText, type Finding } from "../../preflight";
import { describeLife } from "../support/life";
import { BuiltDomain } from "../support/preflight/built-domain";
import { Grounds, REGION, trusting } from "../support/preflight/grounds";
import { stageOf } from "../support/stages";

const OWNER = "700000000001";
const FINANCE = "700000000011";
const DATAZONE = "datazone.amazonaws.com";

/** Preflight of a live domain: each cause of the road to a first project is provoked past Terraform, and found. */
describeLife("preflight of a live domain", () => {
  let grounds: Grounds;
  let built: BuiltDomain;
  let input: EnvironmentInput;
  let reports: string;

  const findings = async (change: (copy: EnvironmentInput) => void = () => undefined): Promise<readonly Finding[]> => {
    const copy = structuredClone(input);
    change(copy);
    return (await grounds.preflight(stageOf(copy, "main"))).findings;
  };
  const lines = async (change?: (copy: EnvironmentInput) => void): Promise<string[]> =>
    (await findings(change)).map(({ code, what }) => `${code}: ${what}`);
  const withProfile = (key: string, name: string, blueprint: "S3Bucket" | "Tooling" = "Tooling") => {
    return (copy: EnvironmentInput): void => {
      copy.profiles![key] = { ...copy.profiles!.fixed, name, configurations: { [blueprint]: { blueprint } } };
    };
  };

  beforeAll(async () => {
    grounds = await Grounds.start();
    const inside = { path: "/service-role/" };
    const execution = ["sts:AssumeRole", "sts:TagSession", "sts:SetContext"];
    await grounds.role(OWNER, "AmazonSageMakerDomainExecution", trusting([DATAZONE], OWNER, execution), inside);
    await grounds.role(OWNER, "AmazonSageMakerDomainService", trusting([DATAZONE], OWNER), inside);
    for (const name of ["OurProvisioning", "OurManageAccess"])
      await grounds.role(FINANCE, name, trusting([DATAZONE], OWNER), inside);
    const network = await grounds.network(FINANCE, ["a", "b"]);
    const roles = {
      provisioningRoleArn: `arn:aws:iam::${FINANCE}:role/service-role/OurProvisioning`,
      manageAccessRoleArn: `arn:aws:iam::${FINANCE}:role/service-role/OurManageAccess`,
    };
    const subnets = network.subnets.map(({ id }) => id).join();
    const parameters = { S3Location: "s3://amazon-sagemaker-pf", VpcId: network.vpcId, Subnets: subnets };
    built = await BuiltDomain.build(
      {
        name: "preflight",
        owner: OWNER,
        member: FINANCE,
        configuration: { ...roles, regionalParameters: { [REGION]: parameters } },
      },
      await grounds.as(OWNER, "pf-control-plane"),
      await grounds.as(FINANCE, "hand-made"),
    );
    for (const blueprint of ["Tooling", "S3Bucket"]) {
      await built.put(blueprint);
      await built.grantBlueprint(blueprint);
    }
    const fixed = await built.profile("Fixed", [
      await built.configuration("Tooling", { lifecycleManagement: "ENABLED" }),
    ]);
    await built.grantProfile(fixed, "analysts");
    reports = await built.project("Reports", fixed);
    input = {
      organization: { namePrefix: "pf" },
      access: { planRoleName: "smus-plan" },
      governanceAccount: "owner",
      accounts: {
        owner: { id: OWNER },
        finance: {
          id: FINANCE,
          regions: { [REGION]: { network: { mode: "existing", ...network }, kmsKeyArn: "aws-owned" } },
          blueprints: { Tooling: {}, S3Bucket: {} },
          roles,
        },
      },
      domain: {
        name: "preflight",
        region: REGION,
        groups: { analysts: { rolePrincipalArn: `arn:aws:iam::${OWNER}:role/analysts` } },
      },
      profiles: {
        fixed: { name: "Fixed", target: { account: "finance" }, configurations: { Tooling: { blueprint: "Tooling" } } },
      },
      projects: { reports: { name: "Reports", profile: "fixed" } },
    };
  });
  afterAll(() => grounds?.stop());

  it("finds nothing where everything is as a finished apply leaves it, and waits for nothing", async () => {
    const report = await grounds.preflight(stageOf(input, "main"));
    expect(preflightText(report)).toMatch(
      /^preflight main: nothing found \(18 checks, \d+ s\)\n {2}not asked: [^\n]+$/,
    );
  });

  it("row 1: a profile from which nobody may create projects", async () => {
    await built.profile("Ungranted", [await built.configuration("Tooling")]);
    const found = await findings(withProfile("ungranted", "Ungranted"));
    expect(found.map(({ code }) => code)).toEqual(["PROJECT_GRANT_MISSING"]);
    expect(found[0]).toMatchObject({
      cure: expect.stringContaining('profiles: ["ungranted"]') as string,
      source: "field evidence, section 1, row 1",
    });
  });

  it("row 2: a blueprint whose grant was taken away, and one that a live profile deploys and nobody enabled", async () => {
    await built.revokeBlueprint("Tooling");
    const removed = await lines();
    await built.grantBlueprint("Tooling");
    expect(removed).toEqual([
      expect.stringMatching(/^BLUEPRINT_GRANT_MISSING: no project of unit "root" may create .* from Tooling/),
    ]);
    const id = await built.profile("Elsewhere", [await built.configuration("DataLake")]);
    await built.grantProfile(id, "lake-people");
    expect(await lines(withProfile("elsewhere", "Elsewhere"))).toEqual([
      expect.stringMatching(/^BLUEPRINT_NOT_ENABLED: profile "Elsewhere" deploys its configuration "DataLake" here/),
    ]);
    await built.put("DataLake");
  });

  it("rows 3 and 4: a configuration without manage-access role, and one without S3Location", async () => {
    await built.put("Tooling", { manageAccessRoleArn: undefined });
    const roleless = await lines();
    await built.put("Tooling", { regionalParameters: { [REGION]: { VpcId: "vpc-1", Subnets: "a,b" } } });
    const placeless = await findings();
    await built.put("Tooling");
    expect(roleless).toEqual([expect.stringMatching(/^BLUEPRINT_INCOMPLETE: .*Tooling has no manage-access role/)]);
    expect(placeless.map(({ code, region, what }) => `${code} ${region} ${what}`)).toEqual([
      expect.stringMatching(
        new RegExp(`^BLUEPRINT_INCOMPLETE ${REGION} .*Tooling has no regional parameter S3Location`),
      ),
    ]);
  });

  it("row 4: a project that is stuck, with the cause and the cure of what AWS said", async () => {
    await built.put("Tooling", { regionalParameters: { [REGION]: { VpcId: "vpc-1", Subnets: "a,b" } } });
    const id = await built.profile("Stuck", [await built.configuration("Tooling")]);
    await built.grantProfile(id, "stuck-people");
    await built.project("Lost", id);
    await built.put("Tooling");
    const [stuck, ...more] = await findings(withProfile("stuck", "Stuck"));
    expect(more).toEqual([]);
    expect(stuck.code).toBe("PROJECT_STUCK");
    expect(stuck.what).toContain(
      "FAILED_DEPLOYMENT: Tooling: Invalid S3 path provided null; the account's configuration",
    );
    expect(stuck.cure).toContain("give the Region a bucket");
  });

  it("row 5: a role in use that trusts another account, and one whose trust was changed by hand", async () => {
    await grounds.role(FINANCE, "OurManageAccess", trusting([DATAZONE], FINANCE));
    await grounds.role(OWNER, "AmazonSageMakerDomainService", trusting(["lambda.amazonaws.com"], OWNER));
    const found = (await findings()).filter(({ code }) => code !== "PROJECT_STUCK");
    await grounds.role(FINANCE, "OurManageAccess", trusting([DATAZONE], OWNER));
    await grounds.role(OWNER, "AmazonSageMakerDomainService", trusting([DATAZONE], OWNER));
    expect(found.map(({ code, account, cure }) => `${code} ${account} ${cure}`)).toEqual([
      "ROLE_TRUST owner apply the stage: it puts the role's trust policy back",
      expect.stringContaining(
        `ROLE_TRUST finance let ${DATAZONE} call sts:AssumeRole where aws:SourceAccount is ${OWNER}`,
      ),
    ]);
  });

  it("rows 6 and 7: values that the template does not take, in the configuration and live, and what is not declared", async () => {
    const wrong = await built.profile("Wrong", [
      await built.configuration("Tooling", { lifecycleManagement: "true" }),
      await built.configuration("S3Bucket"),
    ]);
    await built.grantProfile(wrong, "wrong-people");
    const found = await lines((copy) => {
      withProfile("wrong", "Wrong")(copy);
      copy.profiles!.planned = {
        ...copy.profiles!.fixed,
        name: "Planned",
        configurations: { Tooling: { blueprint: "Tooling", parameters: { enableAthena: "yes" } } },
      };
    });
    expect(found.filter((line) => !line.startsWith("PROJECT_STUCK"))).toEqual([
      expect.stringMatching(
        /^PARAMETER_MISSING: profile "Wrong", configuration "S3Bucket" \(live\) does not declare bucketName/,
      ),
      expect.stringMatching(
        /^PARAMETER_REFUSED: profile "Planned", configuration "Tooling": enableAthena of Tooling is "yes"/,
      ),
      'PARAMETER_REFUSED: profile "Wrong", configuration "Tooling" (live): lifecycleManagement of Tooling is "true"; the template takes "ENABLED", "DISABLED"',
    ]);
  });

  it("rows 6 and 7: in a profile that somebody else has made, too, in the stage that owns the domain", async () => {
    const found = (await findings()).filter(({ code }) => code !== "PROJECT_STUCK");
    expect(found.map(({ code, what }) => `${code} ${what.slice(0, 15)}`)).toEqual([
      'PARAMETER_MISSING profile "Wrong"',
      'PARAMETER_REFUSED profile "Wrong"',
    ]);
    expect(found[1].cure).toContain("where the profile was made");
  });

  it("an account that the domain is not shared with waits, and its reads are not made", async () => {
    const report = await grounds.preflight(
      stageOf(
        {
          ...input,
          accounts: {
            ...input.accounts,
            later: { ...input.accounts.finance, id: "700000000013", regions: {}, roles: {} },
          },
        },
        "main",
      ),
    );
    expect(report.waiting).toEqual([
      { check: "associations", for: "the association of later" },
      { check: "blueprints", for: "the association of later" },
    ]);
  });

  it("an adopted domain whose units the control-plane function does not own", async () => {
    const found = await lines((copy) => (copy.organization = { namePrefix: "another" }));
    expect(found.filter((line) => line.startsWith("CREATOR_NOT_PERMITTED"))).toEqual([
      expect.stringContaining(`arn:aws:iam::${OWNER}:role/another-control-plane) neither owns the root unit`),
    ]);
  });

  it("an adopted project that the control-plane function keeps data sources in, and is no member of", async () => {
    const adopting = (namePrefix: string) => (copy: EnvironmentInput) => {
      const dataSources = { orders: { name: "Orders", glue: { filters: [{ database: "sales" }] } } };
      copy.organization = { namePrefix };
      copy.projects!.reports = { ...copy.projects!.reports, dataSources };
      copy.adopt = { "Project/reports": reports };
    };
    const found = async (namePrefix: string) =>
      (await lines(adopting(namePrefix))).filter((line) => line.startsWith("FUNCTION_NOT_A_MEMBER"));
    expect(await found("pf")).toEqual([]); // whose role has made it
    expect(await found("another")).toEqual([
      expect.stringContaining(
        `another-control-plane) is no member of project "reports" (${reports}), in which it keeps`,
      ),
    ]);
  });

  it("reads that the plan role may not make, each for itself, beside what can be read", async () => {
    await built.put("Tooling", { manageAccessRoleArn: undefined });
    await grounds.takePolicies(FINANCE, "smus-plan", /preflight/);
    const report = await grounds.look(stageOf(input, "main"));
    await built.put("Tooling");
    const refused = report.findings.filter(({ code }) => code === "LOOK_REFUSED");
    expect(new Set(refused.map(({ account }) => account))).toEqual(new Set(["finance"]));
    expect(refused.map(({ what }) => /could not look: (\S+) refused/.exec(what)?.[1])).toEqual(
      expect.arrayContaining(["ec2:DescribeRegions", "iam:GetRole", "datazone:GetDomain"]),
    );
    expect(refused[0].cure).toMatch(
      /^grant \S+ \(npm run policies prints it for the purpose preflight\), or ignore it$/,
    );
  });
});
