import { BLUEPRINT_NAMES, TOOLING_BLUEPRINTS } from "../../../../contracts/service/blueprints";
import { TEMPLATE_NAMES, TEMPLATES } from "../../../../configuration";
import { blueprints } from "../../../../configuration/schema/blueprints";

test("the template of model governance deploys nothing", () => {
  expect(TEMPLATES["model-governance"]).toEqual({});
});

const DEPLOYING = TEMPLATE_NAMES.filter((name) => name !== "model-governance");

describe.each(DEPLOYING.map((name) => [name, TEMPLATES[name]] as const))("template %s", (_name, template) => {
  test("deploys one Tooling first, and gives an order to nothing on demand", () => {
    const entries = Object.values(template);
    const [tooling, ...others] = entries;
    expect(TOOLING_BLUEPRINTS).toContain(tooling.blueprint);
    expect([tooling.deploymentMode, tooling.deploymentOrder]).toEqual(["ON_CREATE", 0]);
    expect(others.filter(({ blueprint }) => TOOLING_BLUEPRINTS.includes(blueprint))).toEqual([]);
    for (const { deploymentMode, deploymentOrder } of others)
      expect(deploymentOrder).toBe(deploymentMode === "ON_CREATE" ? 1 : undefined);
  });

  test("leaves the Git connection to the profile: it can be set only after a human confirmed it", () => {
    for (const { parameters } of Object.values(template)) expect(parameters).not.toHaveProperty("gitConnectionArn");
  });

  test("has names that the service takes", () => {
    for (const name of Object.keys(template)) expect(name).toMatch(/^[\w -]{1,64}$/);
  });
});

test("all capabilities offers everything that SQL analytics and generative AI offer on demand", () => {
  const onDemand = (name: (typeof TEMPLATE_NAMES)[number]) =>
    Object.entries(TEMPLATES[name]).flatMap(([key, { deploymentMode }]) =>
      deploymentMode === "ON_DEMAND" ? [key] : [],
    );
  expect(onDemand("all-capabilities")).toEqual(
    expect.arrayContaining([...onDemand("sql-analytics"), ...onDemand("generative-ai-application-development")]),
  );
});

test("the schema has the blueprints of the catalogue", () => {
  expect(Object.keys(blueprints.shape)).toEqual([...BLUEPRINT_NAMES]);
});
