import { useCasePlace } from "../../../contracts/aiops/place";
import { writesOf } from "../../support/control-plane";
import { Inspection } from "../../support/inspection";
import { statement } from "../../support/policy-statements";
import { stagesOf, synthesizeStage } from "../../support/stages";
import { parseTemplate } from "../../support/template-json";
import { dataSourcesOf } from "../../support/terraform-json";
import { BUILD_ID, DOMAIN_PER_STAGE, ONE_DOMAIN, PROD_DATA_ID, PROD_ID } from "../../support/use-cases/organizations";

type Organization = typeof ONE_DOMAIN;

function stack(stage: string, id: string, organization: Organization = ONE_DOMAIN): Inspection {
  const stages = stagesOf(organization);
  const found = stages.find(({ name }) => name === stage);
  const json = found && synthesizeStage(found, stages).stacks.get(id);
  if (json === undefined) throw new Error(`no stack ${stage}/${id}`);
  return new Inspection(json);
}

/** The record of a place. Terraform alone knows the key's ARN. */
function record(from: Inspection, useCase: string) {
  const written = parseTemplate(String(from.one("aws_ssm_parameter", useCase).value)) as { kmsKeyArn: string };
  expect(written.kmsKeyArn).toMatch(/^<.*aws_kms_key.*arn>$/);
  return useCasePlace.parse({ ...written, kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/1" });
}

const BUILD = stack("dev", "finance-aiops");
const MODEL = stack("prod", "finance-prod-aiops");
const DATA = stack("prod", "orders-prod-aiops");

describe("the account in which use cases are built", () => {
  it("has a role for each build repository, and none that deploys", () => {
    expect(BUILD.all("aws_iam_role").map(({ name }) => name)).toEqual(
      expect.arrayContaining(["smus-churn-dev-build", "smus-orders-dev-build"]),
    );
    expect(BUILD.all("aws_iam_role").filter(({ name }) => String(name).endsWith("-deploy"))).toEqual([]);
    expect(BUILD.all("aws_s3_bucket")).toHaveLength(1);
  });

  it("makes each issuer of tokens known once", () => {
    expect(BUILD.all("aws_iam_openid_connect_provider").map(({ url }) => url)).toEqual([
      "https://gitlab.example.com",
      "https://token.actions.githubusercontent.com",
    ]);
  });

  it("lets the stage's account read a model, and its deployment alone a release of data", () => {
    const { policy } = BUILD.one("aws_s3_bucket_policy");
    expect(statement(policy, "ReadChurn").Condition).toEqual({
      ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${PROD_ID}:role/smus-aiops-account`] },
    });
    expect(statement(policy, "ReadOrders").Condition).toEqual({
      ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::${PROD_DATA_ID}:role/smus-orders-prod-deploy`] },
    });
  });

  it("has a registry for the model alone, which the stage's account reads", () => {
    expect(BUILD.one("aws_sagemaker_model_package_group").model_package_group_name).toBe("churn");
    expect(
      statement(BUILD.one("aws_sagemaker_model_package_group_policy").resource_policy, "ReadVersions").Principal,
    ).toEqual({
      AWS: [`arn:aws:iam::${PROD_ID}:root`],
    });
  });

  it("hands the project's role to jobs of a build, and no other", () => {
    const { policy } = BUILD.one("aws_iam_role_policy", "UseCase_churn_Build");
    const [passed] = statement(policy, "PassTheRoleOfTheJobs").Resource ?? [];
    expect(passed).toMatch(/:role\/datazone_usr_role_.*projectIds.*churn.*_\*$/);
  });

  it("says last what the use case finds", () => {
    expect(record(BUILD, "churn")).toMatchObject({
      stage: "dev",
      account: BUILD_ID,
      buildRoleArn: `arn:aws:iam::${BUILD_ID}:role/smus-churn-dev-build`,
      deployRoleArn: null,
      stateBucket: null,
      permissionsBoundaryArn: null,
    });
    const { depends_on: before } = BUILD.one("aws_ssm_parameter", "churn");
    expect(before).toEqual(
      expect.arrayContaining([
        BUILD.address("aws_iam_role", "UseCase_churn_Build"),
        BUILD.address("aws_s3_bucket_policy"),
        BUILD.address("aws_iam_role", "Account"),
      ]),
    );
  });
});

describe("the account of a stage", () => {
  it("has roles within boundaries, states, and the record of its own", () => {
    expect(MODEL.one("aws_iam_role", "Deploy")).toMatchObject({
      name: "smus-churn-prod-deploy",
      permissions_boundary: `arn:aws:iam::${PROD_ID}:policy/smus-churn-job-boundary`,
    });
    expect(record(MODEL, "churn")).toMatchObject({
      stage: "prod",
      buildRoleArn: null,
      deployRoleArn: `arn:aws:iam::${PROD_ID}:role/smus-churn-prod-deploy`,
      permissionsBoundaryArn: `arn:aws:iam::${PROD_ID}:policy/smus-churn-boundary`,
      stateBucket: `smus-use-case-states-${PROD_ID}-eu-west-1`,
    });
  });

  it("has no project where a producer's data runs, and no registry", () => {
    expect(record(DATA, "orders").projectId).toBeNull();
    expect(DATA.counts.aws_sagemaker_model_package_group).toBeUndefined();
    expect(dataSourcesOf(DATA.json, "terraform_remote_state").map(({ logicalId }) => logicalId)).toEqual([
      expect.stringContaining("Hub"),
    ]);
  });

  it("lets a data pipeline's deployment decrypt releases of the build's account, through S3", () => {
    const { policy } = DATA.one("aws_iam_role_policy", "Deploy");
    expect(statement(policy, "UseTheKeyOfReleases")).toMatchObject({
      Resource: [`arn:aws:kms:eu-west-1:${BUILD_ID}:key/*`],
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });

  it("tells the hub of changes of its versions", () => {
    expect(MODEL.one("aws_cloudwatch_event_target").arn).toBe(
      "arn:aws:events:eu-west-1:000000000001:event-bus/smus-aiops",
    );
    expect(DATA.counts.aws_cloudwatch_event_rule).toBeUndefined();
  });
});

describe("the hub", () => {
  const foundation = stack("shared", "data-foundation");
  const automation = stack("shared", "data-automation");

  it("has a sink for exactly the accounts of use cases, before its domain", () => {
    const { policy } = foundation.one("aws_oam_sink_policy");
    expect(statement(policy, "LinkAccountsOfUseCases").Principal).toEqual({ AWS: [BUILD_ID, PROD_ID, PROD_DATA_ID] });
  });

  it("has the roles of the functions before its domain", () => {
    expect(foundation.all("aws_iam_role").map(({ name }) => name)).toEqual(
      expect.arrayContaining(["smus-model-promotion", "smus-use-case-seeding"]),
    );
  });

  it("has a dashboard for each use case, and a bus for those that have models", () => {
    expect(automation.all("aws_cloudwatch_dashboard").map(({ dashboard_name: name }) => name)).toEqual([
      "smus-churn",
      "smus-orders",
    ]);
    expect(JSON.stringify(automation.one("aws_cloudwatch_event_bus_policy").policy)).not.toContain(PROD_DATA_ID);
  });

  it("has none of it without use cases", () => {
    const bare = stack("shared", "data-foundation", { ...ONE_DOMAIN, shared: { ...ONE_DOMAIN.shared, useCases: {} } });
    expect(bare.counts.aws_oam_sink).toBeUndefined();
    expect(bare.all("aws_iam_role").map(({ name }) => name)).not.toContain("smus-model-promotion");
  });

  it("has no sink and no dashboards, and accounts have no link, where nobody wants them", () => {
    const aiops = { ...ONE_DOMAIN.shared.aiops, observability: false } as Organization[string]["aiops"];
    const without = { ...ONE_DOMAIN, shared: { ...ONE_DOMAIN.shared, aiops } };
    expect(stack("shared", "data-foundation", without).counts.aws_oam_sink).toBeUndefined();
    expect(stack("shared", "data-automation", without).counts.aws_cloudwatch_dashboard).toBeUndefined();
    expect(stack("prod", "finance-prod-aiops", without).counts.aws_oam_link).toBeUndefined();
  });
});

describe("memberships", () => {
  it("make the roles of jobs contributors of their projects", () => {
    const members = (stage: string) => writesOf(stack(stage, "data-automation").json, "GroupProfile");
    expect(members("dev").map(({ properties }) => properties["rolePrincipalArn"])).toEqual([
      `arn:aws:iam::${BUILD_ID}:role/smus-churn-dev-build`,
      `arn:aws:iam::${BUILD_ID}:role/smus-orders-dev-build`,
    ]);
    expect(members("prod").map(({ properties }) => properties["rolePrincipalArn"])).toEqual([
      `arn:aws:iam::${PROD_ID}:role/smus-churn-prod-deploy`,
    ]);
  });
});

describe("a domain for each stage", () => {
  it("links to the hub's sink, whose state is another stage's", () => {
    const prod = stack("prod", "finance-prod-aiops", DOMAIN_PER_STAGE);
    const [hub] = dataSourcesOf(prod.json, "terraform_remote_state").filter(({ logicalId }) =>
      logicalId.includes("Hub"),
    );
    expect(hub.block).toMatchObject({ workspace: "dev" });
    expect(JSON.stringify(prod.one("aws_oam_link").sink_identifier)).toContain("observabilitySinkArn");
  });

  it("keeps bus, sink and dashboards in the hub", () => {
    expect(stack("dev", "data-automation", DOMAIN_PER_STAGE).counts.aws_cloudwatch_event_bus).toBe(1);
    expect(stack("prod", "data-prod-automation", DOMAIN_PER_STAGE).counts.aws_cloudwatch_event_bus).toBeUndefined();
    expect(stack("prod", "data-prod-foundation", DOMAIN_PER_STAGE).counts.aws_oam_sink).toBeUndefined();
  });
});
