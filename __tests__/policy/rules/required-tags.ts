import { TAG_KEYS } from "../../../contracts/names";
import { resourcesOf } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** Provider of what keeps the tags that it had before it was taken over (`defaultTags: false`), and what that may be. */
const UNTAGGED = "untagged";
const KEEPING: readonly string[] = ["aws_codeconnections_connection", "aws_codeconnections_host"];

/** Every provider tags with stage, account, layer, origin, and with what the configuration asks for; one is for what keeps its own. */
export const requiredTags: StackRule = ({ json, stage, address, tags }) => {
  const wanted: Readonly<Record<string, string>> = {
    ...tags,
    [TAG_KEYS.stage]: stage,
    [TAG_KEYS.account]: address.account,
    [TAG_KEYS.layer]: address.layer,
    [TAG_KEYS.managedBy]: "smus-cdktf",
  };
  const tagging = (json.provider?.["aws"] ?? []).filter(({ alias }) => alias !== UNTAGGED);
  const untagged = resourcesOf(json).filter(
    ({ type, block }) => block["provider"] === `aws.${UNTAGGED}` && !KEEPING.includes(type),
  );
  return [
    ...untagged.map(({ address: at }) => `${at} escapes the tags through provider ${UNTAGGED}`),
    ...tagging.flatMap((provider) => {
      const [{ tags: found } = { tags: {} }] = (provider["default_tags"] ?? []) as { tags: Record<string, string> }[];
      return Object.entries(wanted)
        .filter(([key, value]) => found[key] !== value)
        .map(([key, value]) => `tag ${key} is ${JSON.stringify(found[key])}, not ${JSON.stringify(value)}`);
    }),
  ];
};
