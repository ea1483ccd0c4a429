import { dataSourcesOf, resourcesOf, withLocals, type TerraformJson } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** Arguments of resources in which an empty text is the service's own word: the prefix of every object. */
const SERVICE_WORDS = [/^aws_s3_bucket_lifecycle_configuration\.[\w-]+\.rule\.0\.filter\.0\.prefix$/];

/** Parameters of blueprints may be empty: they are the user's, and the service keeps them as they are. */
const USER_VALUES = /\{"name":"[^"]*","value":""/g;

/**
 * Nothing that crosses a state, and no argument of a resource, is an empty text or null: in one place it would mean "none",
 * in another be sent as a value. The same in what is sent to the control-plane function.
 */
export const noEmptyTexts: StackRule = ({ json }) => [
  ...Object.entries(json.output ?? {}).flatMap(([name, { value }]) => emptyPlaces(`output ${name}`, value)),
  ...resourcesOf(json).flatMap(({ address, block }) => emptyPlaces(address, block)),
  ...emptyMembers(json),
];

function emptyPlaces(place: string, value: unknown): string[] {
  if (value === "" || value === null) {
    return SERVICE_WORDS.some((word) => word.test(place)) ? [] : [`${place} is ${value === null ? "null" : "empty"}`];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => emptyPlaces(`${place}.${name}`, member));
}

/** Members of the JSON texts that are sent. */
function emptyMembers(json: TerraformJson): string[] {
  const elements = [...resourcesOf(json), ...dataSourcesOf(json)];
  return elements
    .filter(({ type }) => type.endsWith("aws_lambda_invocation"))
    .flatMap(({ address, block }) => {
      const sent = withLocals(json, String(block["input"])).replace(USER_VALUES, "");
      return (sent.match(/"\w+":(""|null)/g) ?? []).map((member) => `${address} sends ${member}`);
    });
}
