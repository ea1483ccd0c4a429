import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { attributeOf } from "../../../../modules/expression";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

it("names the resource as the synthesized JSON does, at any depth", () => {
  const expressions: string[] = [];
  const stack = synthesize((scope) => {
    const nested = new Construct(new Construct(scope, "A"), "B");
    expressions.push(attributeOf(new CloudwatchLogGroup(scope, "Logs", {}), "arn"));
    expressions.push(attributeOf(new CloudwatchLogGroup(nested, "Resource", {}), "arn"));
  });
  const addresses = resourcesOf(stack).map((resource) => `\${${resource.address}.arn}`);
  expect(expressions.sort()).toEqual(addresses.sort());
});
