import { App, DataResource, TerraformStack } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { canonicalJson } from "../../../../contracts/canonical-json";
import { loadAllStages } from "../../../../configuration";
import { composeStage } from "../../../../stacks/compose";
import { renderStack } from "../../../../stacks/engine/render-stack";
import { DEPLOY } from "../../../support/stages";

const stages = loadAllStages(path.resolve(__dirname, "../../../../environments"));
const outdir = mkdtempSync(path.join(tmpdir(), "smus-render-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describe.each(stages.map((stage) => [stage.name, stage] as const))("stage %s of the example", (_, stage) => {
  const app = new App({ outdir });
  composeStage(app, stage, stages, DEPLOY);
  const stacks = app.node.children.filter((child) => TerraformStack.isStack(child));

  test.each(stacks.map((stack) => [stack.node.id, stack] as const))(
    "%s renders as the engine renders it",
    (id, stack) => {
      expect(canonicalJson(renderStack(stack), 2)).toBe(
        canonicalJson(TerraformStack.prototype.toTerraform.call(stack), 2),
      );
      const { resource } = renderStack(stack) as { resource: object };
      expect([id, Object.keys(resource).length]).not.toEqual([id, 0]);
    },
  );

  test("elements have the names that the engine gives them", () => {
    const engine = TerraformStack.prototype as unknown as {
      allocateLogicalId: (this: TerraformStack, element: unknown) => string;
    };
    const elements = stacks.flatMap((stack) => stack.node.findAll().map((element) => [stack, element] as const));
    const differing = elements.filter(
      ([stack, { node }]) =>
        stack.node !== node && stack.getLogicalId(node) !== engine.allocateLogicalId.call(stack, node),
    );
    expect(differing).toEqual([]);
  });
});

test("overrides of a stack win, and take away", () => {
  const stack = new TerraformStack(new App({ outdir }), "overridden");
  new DataResource(stack, "Data", { input: { value: "x" } });
  stack.addOverride("resource.terraform_data.Data.input", "y");
  stack.addOverride("resource.terraform_data.Data.//", undefined);
  stack.addOverride("locals.list", [1]);
  const rendered = renderStack(stack) as { resource: unknown };
  expect(canonicalJson(rendered)).toBe(canonicalJson(TerraformStack.prototype.toTerraform.call(stack)));
  expect(rendered.resource).toEqual({ terraform_data: { Data: { input: "y" } } });
});
