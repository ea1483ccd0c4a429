import { ServiceError } from "../../errors";
import { blueprintConfigurationType } from "./blueprint-configuration";
import { ownerType } from "./owner";
import { policyGrantType } from "./policy-grant";
import type { ResourceType } from "./resource-type";

const TYPES: Readonly<Record<string, ResourceType>> = {
  [policyGrantType.typeName]: policyGrantType,
  [ownerType.typeName]: ownerType,
  [blueprintConfigurationType.typeName]: blueprintConfigurationType,
};

/**
 * The handlers of a type.
 *
 * @throws ServiceError NotImplementedException for types that are not served
 */
export function resourceType(typeName: string | undefined): ResourceType {
  const type = TYPES[typeName ?? ""];
  if (!type)
    throw new ServiceError("NotImplementedException", 501, `the sandbox emulator does not implement type ${typeName}`);
  return type;
}
