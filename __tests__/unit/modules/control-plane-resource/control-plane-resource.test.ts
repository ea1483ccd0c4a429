import { DataResource, type TerraformStack } from "cdktf";
import { KIND_PROPERTIES, readRequest, REPLACEMENT_REFUSED, writeRequest } from "../../../../contracts/control-plane";
import { ControlPlaneResource } from "../../../../modules/control-plane-resource";
import { synthesize } from "../../../support/synth";
import {
  onlyDataSource,
  onlyResource,
  resourcesOf,
  withLocals,
  type TerraformJson,
} from "../../../support/terraform-json";
import { evaluateJson } from "../../../support/terraform-template";

const UNIT = {
  kind: "DomainUnit",
  key: "dev/finance",
  properties: { domainId: "${local.domain}", name: "Finance", parentDomainUnitId: "root0" },
} as const;
const DOMAIN = {
  kind: "Domain",
  key: "shared/domain",
  properties: {
    name: "example",
    domainExecutionRoleArn: "arn:execution",
    serviceRoleArn: "arn:service",
    kmsKeyArn: "arn:key",
    singleSignOn: { type: "DISABLED" },
  },
} as const;

function unitStack(props: Partial<ConstructorParameters<typeof ControlPlaneResource>[2]> = {}): TerraformJson {
  return synthesize((scope) => {
    new ControlPlaneResource(scope, "Unit", { functionName: "smus-control-plane", desired: UNIT, ...props });
  });
}

const READ = "jsondecode(data.aws_lambda_invocation.Unit_Read_BE1C5B63.result)";
const WRITTEN = /^jsondecode\(aws_lambda_invocation\.Unit_[0-9A-F]{8}\.result\)$/;

/** Values of the expressions that the pair makes of the read's answer. */
function answers(stack: TerraformJson, ticket: string): Record<string, unknown> {
  const read = readExpression(stack);
  return {
    "local.domain": "dzd-1",
    [`${read}.inSync ? ${read}.ticket : plantimestamp()`]: ticket,
    [`${read}.reason`]: 'name: "Finanzen"',
    [`${read}.incarnation`]: "first",
  };
}

function readExpression(stack: TerraformJson): string {
  const [id] = Object.keys(stack.data?.["aws_lambda_invocation"] ?? {});
  return `jsondecode(data.aws_lambda_invocation.${id}.result)`;
}

describe("ControlPlaneResource", () => {
  it("is written and replaced under a condition only, and compared in every case", () => {
    const stack = unitStack({ existsIf: "local.finished" });
    const counts = ["aws_lambda_invocation", "terraform_data"].map((type) => onlyResource(stack, type)["count"]);
    expect(counts).toEqual(["${local.finished ? 1 : 0}", "${local.finished ? 1 : 0}"]);
    expect(onlyDataSource(stack, "aws_lambda_invocation")).not.toHaveProperty("count");
  });

  it("lets nothing refer to an object that need not exist", () => {
    synthesize((scope) => {
      const desired = { functionName: "f", desired: UNIT, existsIf: "local.finished" };
      const resource = new ControlPlaneResource(scope, "Unit", desired);
      expect(() => resource.id).toThrow(/Unit need not exist: nothing can refer to its id/);
    });
  });

  it("asks the read alias with a request that the function accepts", () => {
    const read = onlyDataSource(unitStack(), "aws_lambda_invocation");
    expect(read).toMatchObject({ function_name: "smus-control-plane", qualifier: "read" });
    const request = readRequest.parse(evaluateJson(read["input"], { "local.domain": "dzd-1" }));
    expect(request).toEqual({
      action: "read",
      kind: "DomainUnit",
      key: "dev/finance",
      properties: { domainId: "dzd-1", name: "Finance", parentDomainUnitId: "root0" },
    });
  });

  it("writes through the write alias, with Terraform's own member under the contract's key", () => {
    const stack = unitStack();
    const write = onlyResource(stack, "aws_lambda_invocation");
    expect(write).toMatchObject({
      function_name: "smus-control-plane",
      qualifier: "write",
      lifecycle_scope: "CRUD",
      terraform_key: "tf",
    });
    const input = evaluateJson(write["input"], answers(stack, "2031-01-01T00:00:00Z")) as object;
    const request = writeRequest.parse({ ...input, tf: { action: "create", prev_input: null } });
    expect(request).toMatchObject({
      kind: "DomainUnit",
      key: "dev/finance",
      ticket: "2031-01-01T00:00:00Z",
      reason: 'name: "Finanzen"',
      incarnation: "first",
    });
    expect(KIND_PROPERTIES.DomainUnit.parse(request.properties)).toEqual(request.properties);
  });

  it("changes the ticket only while the live object differs", () => {
    const write = onlyResource(unitStack(), "aws_lambda_invocation");
    expect(write["input"]).toContain(`"ticket":\${jsonencode(${READ}.inSync ? ${READ}.ticket : plantimestamp())}`);
  });

  it("reads at plan time even while something it waits for changes: only the write depends on it", () => {
    const stack = synthesize((scope) => {
      const first = new DataResource(scope, "First");
      new ControlPlaneResource(scope, "Unit", { functionName: "f", desired: UNIT, dependsOn: [first] });
    });
    expect(onlyDataSource(stack, "aws_lambda_invocation")).not.toHaveProperty("depends_on");
    expect(onlyResource(stack, "aws_lambda_invocation")["depends_on"]).toEqual(["terraform_data.First"]);
  });

  it("replaces the object when a create-only property or its incarnation changes, and for nothing else", () => {
    const stack = unitStack();
    const trigger = onlyResource(stack, "terraform_data");
    expect(trigger["input"]).toEqual({
      domainId: "${local.domain}",
      parentDomainUnitId: "root0",
      incarnation: `\${${READ}.incarnation}`,
    });
  });

  it("refers to the trigger by a bare address, because Terraform refuses a template there", () => {
    const stack = unitStack();
    const [trigger] = resourcesOf(stack, "terraform_data");
    expect(onlyResource(stack, "aws_lambda_invocation")["lifecycle"]).toEqual({
      replace_triggered_by: [trigger.address],
    });
  });

  it.each(REPLACEMENT_REFUSED)("never replaces a %s", (kind) => {
    expect(kind).toBe("Domain");
    const stack = synthesize((scope) => {
      new ControlPlaneResource(scope, "Domain", { functionName: "f", desired: DOMAIN, preventDestroy: true });
    });
    expect(onlyResource(stack, "aws_lambda_invocation")["lifecycle"]).toEqual({ prevent_destroy: true });
    expect(resourcesOf(stack, "terraform_data")).toEqual([]);
  });

  it("refuses to be destroyed only when asked to", () => {
    expect(onlyResource(unitStack({ preventDestroy: true }), "aws_lambda_invocation")["lifecycle"]).toHaveProperty(
      "prevent_destroy",
      true,
    );
    expect(onlyResource(unitStack(), "aws_lambda_invocation")["lifecycle"]).not.toHaveProperty("prevent_destroy");
  });

  it("asks for adoption in read and write alike", () => {
    const stack = synthesize((scope) => {
      new ControlPlaneResource(scope, "Domain", { functionName: "f", desired: { ...DOMAIN, adoptId: "dzd-9" } });
    });
    expect(onlyDataSource(stack, "aws_lambda_invocation")["input"]).toContain('"adoptId":"dzd-9"');
    expect(onlyResource(stack, "aws_lambda_invocation")["input"]).toContain('"adoptId":"dzd-9"');
    expect(onlyDataSource(unitStack(), "aws_lambda_invocation")["input"]).not.toContain("adoptId");
  });

  it("knows ids and attributes from the live object first, and from the write where there is none", () => {
    const { stack, values } = domainValues();
    const [id, arn] = values.map((value) => /^\$\{(.+) != null \? (.+) : (.+)\}$/.exec(withLocals(stack, value)) ?? []);
    expect(id.slice(1, 3)).toEqual([`${READ}.id`, `${READ}.id`]);
    expect(id[3]?.replace(/\.id$/, "")).toMatch(WRITTEN);
    expect(arn.slice(1, 3)).toEqual([`${READ}.id`, `${READ}.attributes.arn`]);
    expect(arn[3]?.replace(/\.attributes\.arn$/, "")).toMatch(WRITTEN);
  });

  it("hands out local values: a data source that names a changing resource would be put off until the apply", () => {
    const { stack, values } = domainValues();
    for (const value of values) expect(value).toMatch(/^\$\{local\.[\w-]+\}$/);
    // Asked for twice, an attribute is one local value.
    expect(Object.keys(stack.locals ?? {})).toHaveLength(2);
  });
});

function domainValues(): { stack: TerraformJson; values: string[] } {
  const values: string[] = [];
  const stack = synthesize((scope: TerraformStack) => {
    const domain = new ControlPlaneResource(scope, "Unit", { functionName: "f", desired: DOMAIN });
    values.push(domain.id, domain.attribute("arn"), domain.id);
  });
  return { stack, values };
}
