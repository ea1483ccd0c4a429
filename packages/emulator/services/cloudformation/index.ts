import { ServiceError } from "../../errors";
import { awsQuery } from "../../http/protocols";
import { type Call, operation, type Service } from "../../service";

interface DescribeTypeInput {
  readonly TypeName?: string;
  readonly Type?: string;
}

/** The registry schema of a type, from cfn-lint: what the AWS provider validates a desired state against at plan. */
function describeType(input: DescribeTypeInput, call: Call) {
  const { registry } = call.emulator;
  if (!registry)
    throw new ServiceError(
      "CFNRegistryException",
      400,
      "the emulator has no registry schemas: install cfn-lint in the Python that SMUS_SANDBOX_PYTHON names",
    );
  const name = input.TypeName ?? "";
  const schema = name.startsWith("AWS::DataZone::") ? registry.get(call.region, name) : undefined;
  if (!schema) throw new ServiceError("TypeNotFoundException", 404, `The type '${name}' cannot be found.`);
  return {
    Arn: `arn:aws:cloudformation:${call.region}::type/resource/${name.replace(/::/g, "-")}`,
    Type: "RESOURCE",
    TypeName: name,
    IsDefaultVersion: true,
    DeprecatedStatus: "LIVE",
    Visibility: "PUBLIC",
    ProvisioningType: "FULLY_MUTABLE",
    Schema: JSON.stringify(schema),
  };
}

/** AWS CloudFormation, only its registry: what the AWS provider asks about types of Cloud Control. */
export const cloudFormation: Service = {
  signingName: "cloudformation",
  protocol: awsQuery("http://cloudformation.amazonaws.com/doc/2010-05-15/"),
  operations: { DescribeType: operation(describeType) },
};
