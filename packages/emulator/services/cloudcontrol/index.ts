import { awsJson } from "../../http/protocols";
import type { Service } from "../../service";
import { REQUEST_OPERATIONS } from "./requests";
import { RESOURCE_OPERATIONS } from "./resources";

/** AWS Cloud Control API for the DataZone types that cannot be updated: PolicyGrant, Owner, EnvironmentBlueprintConfiguration. */
export const cloudControl: Service = {
  signingName: "cloudcontrolapi",
  model: "cloudcontrol",
  protocol: awsJson("1.0"),
  throttling: { code: "ThrottlingException", status: 400 },
  operations: { ...REQUEST_OPERATIONS, ...RESOURCE_OPERATIONS },
};
