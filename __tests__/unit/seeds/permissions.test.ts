import { permissionsOf, sampleParameters, templateOf, type SeedStatement } from "../../../seeds";
import { uselessParts } from "../../support/service-authorization";
import { allRendered, everything, parametersOf } from "../../support/seeds/rendered";

/** The action that makes a resource of a type. A type that is not here has no permissions. */
const MAKING: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_rule: "events:PutRule",
  aws_cloudwatch_event_target: "events:PutTargets",
  aws_cloudwatch_log_group: "logs:CreateLogGroup",
  aws_cloudwatch_metric_alarm: "cloudwatch:PutMetricAlarm",
  aws_glue_catalog_database: "glue:CreateDatabase",
  aws_glue_connection: "glue:CreateConnection",
  aws_glue_job: "glue:CreateJob",
  aws_glue_security_configuration: "glue:CreateSecurityConfiguration",
  aws_glue_trigger: "glue:CreateTrigger",
  aws_iam_role: "iam:CreateRole",
  aws_iam_role_policy: "iam:PutRolePolicy",
  aws_sagemaker_endpoint: "sagemaker:CreateEndpoint",
  aws_sagemaker_endpoint_configuration: "sagemaker:CreateEndpointConfig",
  aws_sagemaker_model: "sagemaker:CreateModel",
  aws_scheduler_schedule: "scheduler:CreateSchedule",
};

const roles = allRendered(["github"]).flatMap(({ name, template, kind, options, environments, files }) =>
  environments.map((environment) => {
    const parameters = everything(template, options);
    const statements = permissionsOf(templateOf(template), kind, parameters, environment.name);
    const types = [...files].flatMap(([path, { text }]) =>
      path.endsWith(".tf") ? [...text.matchAll(/^resource "(\w+)"/gm)].map(([, type]) => type) : [],
    );
    return { name: `${name} ${environment.name}`, types, kind, environment: environment.name, parameters, statements };
  }),
);
const actionsOf = (statements: readonly SeedStatement[]): string[] => statements.flatMap(({ actions }) => actions);

describe("what the role of an environment may do", () => {
  it.each(roles.map((role) => [role.name, role] as const))(
    "%s: actions that exist, about resources that they take",
    async (_, { statements }) => {
      const useless = await Promise.all(
        statements.flatMap(({ actions, resources }) =>
          actions.map(async (action) => {
            const found = await uselessParts(action, resources);
            // One resource of a statement is enough for an action; none is a mistake.
            return found.length < resources.length ? [] : found;
          }),
        ),
      );
      expect(useless.flat()).toEqual([]);
    },
  );

  it("has the action that makes each resource of the infrastructure", () => {
    for (const { name, statements, types } of roles)
      for (const type of types)
        expect({ name, type, made: actionsOf(statements).includes(MAKING[type]) }).toEqual({ name, type, made: true });
    expect(new Set(roles.flatMap(({ types }) => types)).size).toBe(Object.keys(MAKING).length);
  });

  it("is bounded: a role is written with the boundary alone, and no policy is attached", () => {
    for (const { statements, parameters, environment } of roles) {
      expect(actionsOf(statements).filter((action) => /^iam:(Attach|Add)|\*/.test(action))).toEqual([]);
      const stage = parameters.stages.find(({ name }) => name === environment);
      for (const { actions, condition } of statements)
        if (actions.some((action) => ["iam:CreateRole", "iam:PutRolePolicy"].includes(action)))
          expect(condition).toEqual({ StringEquals: { "iam:PermissionsBoundary": stage?.permissionsBoundary } });
    }
  });

  it("passes roles to named services only", () => {
    for (const { statements } of roles)
      for (const { actions, condition } of statements)
        if (actions.includes("iam:PassRole"))
          expect(JSON.stringify(condition)).toMatch(/"iam:PassedToService":.*(sagemaker|glue)\.amazonaws\.com/);
  });

  it("names everything only for actions that know no resource", () => {
    const wide = new Set(
      roles.flatMap(({ statements }) =>
        statements.flatMap(({ actions, resources }) => (resources.includes("*") ? actions : [])),
      ),
    );
    expect([...wide].sort()).toEqual([
      "ec2:DescribeSubnets",
      "glue:CreateSecurityConfiguration",
      "glue:DeleteSecurityConfiguration",
      "glue:GetSecurityConfiguration",
      "logs:DescribeLogGroups",
      "sagemaker:ListModels",
    ]);
  });

  it("is of the environment's own account, but for the releases that a data pipeline's deployment reads", () => {
    for (const { statements, kind, parameters, environment } of roles) {
      const { account } =
        kind === "build"
          ? parameters.build
          : (parameters.stages.find(({ name }) => name === environment) ?? parameters.build);
      for (const resource of statements.flatMap(({ resources }) => resources)) {
        const [, , service, , owner] = resource.split(":");
        if (service !== undefined && service !== "s3") expect(owner).toBe(account);
      }
    }
  });

  it("has the sids of IAM, each once", () => {
    for (const { statements } of roles) {
      const sids = statements.map(({ sid }) => sid);
      expect(new Set(sids).size).toBe(sids.length);
      for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    }
  });

  it("does not approve, delete or look for versions: a deployment reads the one that it was told", () => {
    const versions = roles.flatMap(({ statements }) =>
      actionsOf(statements).filter((action) => action.includes("ModelPackage")),
    );
    expect([...new Set(versions)]).toEqual(["sagemaker:DescribeModelPackage"]);
  });

  it("is in another partition where the Region is", () => {
    const sample = sampleParameters(templateOf("regression")) as { readonly stages: readonly object[] };
    const [stage] = sample.stages;
    const parameters = parametersOf("regression", { stages: [{ ...stage, region: "cn-north-1" }] });
    const resources = permissionsOf(templateOf("regression"), "deploy", parameters, "test").flatMap(
      (each) => each.resources,
    );
    for (const resource of resources) expect(resource).toMatch(/^arn:aws-cn:/);
  });

  it("is refused for an environment that is not there", () => {
    const parameters = parametersOf("regression");
    expect(() => permissionsOf(templateOf("regression"), "deploy", parameters, "dev")).toThrow(
      'environment: got "dev"; allowed: test, prod',
    );
    expect(() => permissionsOf(templateOf("regression"), "build", parameters, "prod")).toThrow("allowed: dev");
  });
});
