import Ajv from "ajv";
import ownerSchema from "./schemas/AWS-DataZone-Owner.json";
import policyGrantSchema from "./schemas/AWS-DataZone-PolicyGrant.json";

// Keywords of CloudFormation's own, and patterns for Java (`\p{L}` without the u flag): hence not strict.
const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true, logger: false });
const VALIDATORS = {
  "AWS::DataZone::PolicyGrant": ajv.compile(policyGrantSchema),
  "AWS::DataZone::Owner": ajv.compile(ownerSchema),
};

/**
 * Problems of a desired state, by the registry schema of its type; empty where there are none.
 *
 * Schemas of the CloudFormation registry as cfn-lint 1.51.0 ships them for us-east-1: unchanged copies, so that the fast
 * suite needs no Python. The sandbox checks every desired state against the installed ones.
 */
export function registryProblems(typeName: keyof typeof VALIDATORS, desiredState: unknown): string[] {
  const validate = VALIDATORS[typeName];
  if (validate(desiredState)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message ?? error.keyword}`);
}
