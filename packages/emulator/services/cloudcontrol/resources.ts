import { page } from "../../pages";
import { ServiceError } from "../../errors";
import { type Call, operation, type Operations } from "../../service";
import { parseObject, resourceMissing } from "./requests";
import type { Model } from "./resource-type";
import { resourceType } from "./types";

interface GetInput {
  readonly TypeName?: string;
  readonly Identifier?: string;
}

interface ListInput {
  readonly TypeName?: string;
  readonly ResourceModel?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const PAGE = 100;

async function getResource(input: GetInput, call: Call) {
  const type = resourceType(input.TypeName);
  const identifier = input.Identifier!;
  let properties: Model | undefined;
  try {
    properties = await type.read(identifier, call);
  } catch (error) {
    // The handler's NotFound (the domain or the unit is gone) is the resource's.
    if (!(error instanceof ServiceError) || error.code !== "ResourceNotFoundException") throw asHandlerFailure(error);
  }
  if (!properties) throw resourceMissing(type.typeName, identifier);
  const description = { Identifier: identifier, Properties: JSON.stringify(properties) };
  return { TypeName: type.typeName, ResourceDescription: description };
}

function asHandlerFailure(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.status >= 500) return error;
  const message = `${error.message} (Service: DataZone, Status Code: ${error.status})`;
  return new ServiceError("GeneralServiceException", 400, `${error.code}: ${message}`);
}

async function listResources(input: ListInput, call: Call) {
  const type = resourceType(input.TypeName);
  const all = await type.list(parseObject(input.ResourceModel, "ResourceModel"), call);
  const request = { maxResults: input.MaxResults, nextToken: input.NextToken };
  const { items, nextToken } = page(all, request, PAGE, call);
  return {
    TypeName: type.typeName,
    ResourceDescriptions: items.map(({ identifier, properties }) => ({
      Identifier: identifier,
      Properties: JSON.stringify(properties),
    })),
    NextToken: nextToken,
  };
}

/** Operations that read resources. */
export const RESOURCE_OPERATIONS: Operations = {
  GetResource: operation(getResource),
  ListResources: operation(listResources),
};
