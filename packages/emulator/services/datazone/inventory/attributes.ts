import type {
  AttributeError,
  BatchGetAttributesMetadataCommandInput,
  BatchPutAttributesMetadataCommandInput,
} from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { formOutput } from "./assets";
import { columnsOf } from "./columns";
import { assetOf } from "./model";
import type { InventoryAsset } from "./shapes";

/** Attributes that an asset has, and errors about the others. */
function attributesOf(asset: InventoryAsset, names: readonly (string | undefined)[]) {
  const columns = columnsOf(asset)?.map(({ columnName }) => columnName);
  const known = names.flatMap((name) => (name !== undefined && (columns?.includes(name) ?? true) ? name : []));
  const errors: AttributeError[] = names
    .filter((name) => name === undefined || !known.includes(name))
    .map((attributeIdentifier) => ({
      attributeIdentifier,
      code: "ResourceNotFoundException",
      message: `Attribute ${attributeIdentifier} does not exist`,
    }));
  return { known, errors };
}

function refuseListings(entityType: string | undefined): void {
  if (entityType !== "ASSET")
    throw validationError(`the emulator has attributes of assets only, none of ${entityType}`);
}

function getAttributes(input: BatchGetAttributesMetadataCommandInput, call: Call) {
  refuseListings(input.entityType);
  const asset = assetOf(domainOf(input.domainIdentifier!, call), input.entityIdentifier, call);
  const { known, errors } = attributesOf(asset, input.attributeIdentifiers ?? []);
  const attributes = known.map((attributeIdentifier) => ({
    attributeIdentifier,
    forms: (asset.attributes?.[attributeIdentifier] ?? []).map(formOutput),
  }));
  return { attributes, errors };
}

function putAttributes(input: BatchPutAttributesMetadataCommandInput, call: Call) {
  refuseListings(input.entityType);
  const asset = assetOf(availableDomainOf(input.domainIdentifier!, call), input.entityIdentifier, call);
  const given = new Map((input.attributes ?? []).map((attribute) => [attribute.attributeIdentifier, attribute]));
  const { known, errors } = attributesOf(asset, [...given.keys()]);
  const before = asset.attributes ?? {};
  asset.attributes = { ...before, ...Object.fromEntries(known.map((name) => [name, given.get(name)?.forms ?? []])) };
  return { attributes: known.map((attributeIdentifier) => ({ attributeIdentifier })), errors };
}

/** Operations on the forms of an asset's columns. */
export const ATTRIBUTE_OPERATIONS: Operations = {
  BatchGetAttributesMetadata: operation(getAttributes),
  BatchPutAttributesMetadata: operation(putAttributes),
};
