import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { escapeTemplate, jsonTemplate } from "../../modules/expression";
import { inventedOrganizations, shippedOrganizations, stacksOf } from "../policy/organizations";
import { write, writeMergedRoot } from "../support/terraform/merged-root";
import { describeWithTerraform, TerraformCli, type Diagnostic } from "../support/terraform/terraform-cli";
import { evaluateTemplate } from "../support/terraform-template";

describeWithTerraform("terraform validate with the real provider", () => {
  const directories: string[] = [];
  const temporary = (): string => {
    directories.push(mkdtempSync(join(tmpdir(), "smus-validate-")));
    return directories[directories.length - 1];
  };
  afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

  const organizations = [...shippedOrganizations(), ...inventedOrganizations()];
  const stacks = organizations.flatMap((organization, index) =>
    // The layer `workspaces` has another provider, which is not among those of the tests.
    stacksOf(organization)
      .filter(({ address }) => address.layer !== "workspaces")
      .map((stack) => ({ ...stack, name: `o${index}-${stack.stage}-${stack.id}` })),
  );

  it(`accepts all ${stacks.length} stacks of every stage of the example, the samples, the fixtures and invented ones`, () => {
    const directory = temporary();
    writeMergedRoot(directory, stacks);
    expect(problems(new TerraformCli().validate(directory))).toEqual([]);
  });

  it.each(["s3", "local", "cloud"])("accepts a stack as it is written, with its provider and %s backend", (backend) => {
    const stack = stacks.find(
      (candidate) => candidate.backend === backend && candidate.address.layer === "association",
    );
    const directory = temporary();
    write(directory, stack?.json);
    expect(stack?.json.terraform).toHaveProperty(backend === "cloud" ? "cloud" : `backend.${backend}`);
    expect(problems(new TerraformCli().validate(directory))).toEqual([]);
  });

  it("would notice an argument that provider 5.100 does not know", () => {
    const [{ name, json }] = stacks.filter(({ address }) => address.layer === "foundation");
    const group = { aws_cloudwatch_log_group: { Wrong: { name: "x", deletion_protection_enabled: true } } };
    const directory = temporary();
    writeMergedRoot(directory, [{ name, json: { ...json, resource: { ...json.resource, ...group } } }]);
    expect(problems(new TerraformCli().validate(directory)).join("\n")).toMatch(/deletion_protection_enabled/);
  });
});

describeWithTerraform("text in templates", () => {
  it("comes out of real Terraform as the tests' own evaluator says", () => {
    const texts = ['a "b" \\ c', "x\ny\t\r", "${5} %{if} $${x} %%{y}", "$$${", "\u0007\b\f\u007f", "🚀 ☃", ""];
    const templates = texts.flatMap((text) => {
      const escaped = escapeTemplate(text);
      return [jsonTemplate({ [escaped]: escaped }), jsonTemplate({ text: `${escaped}-\${1 + 1}-${escaped}` })];
    });
    const directory = mkdtempSync(join(tmpdir(), "smus-template-"));
    write(directory, { output: Object.fromEntries(templates.map((value, index) => [`t${index}`, { value }])) });
    const terraform = new TerraformCli();
    terraform.run(directory, "apply", "-auto-approve", "-no-color");
    const outputs = JSON.parse(terraform.run(directory, "output", "-json")) as Record<string, { value: string }>;
    rmSync(directory, { recursive: true });
    const evaluated = templates.map((template) => JSON.parse(evaluateTemplate(template, { "1 + 1": "2" })) as unknown);
    expect(templates.map((_, index) => JSON.parse(outputs[`t${index}`].value) as unknown)).toEqual(evaluated);
  });
});

function problems(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(
      ({ summary, detail, address, range }) => `${range?.filename ?? ""} ${address ?? ""}: ${summary}. ${detail ?? ""}`,
    );
}
