import { TAG_KEYS } from "../../../contracts/names";
import type { StackRule } from "../stack-under-test";

/** Every provider tags with stage, account, layer, origin, and with what the configuration asks for. */
export const requiredTags: StackRule = ({ json, stage, address, tags }) => {
  const wanted: Readonly<Record<string, string>> = {
    ...tags,
    [TAG_KEYS.stage]: stage,
    [TAG_KEYS.account]: address.account,
    [TAG_KEYS.layer]: address.layer,
    [TAG_KEYS.managedBy]: "smus-cdktf",
  };
  return (json.provider?.["aws"] ?? []).flatMap((provider) => {
    const [{ tags: found } = { tags: {} }] = (provider["default_tags"] ?? []) as { tags: Record<string, string> }[];
    return Object.entries(wanted)
      .filter(([key, value]) => found[key] !== value)
      .map(([key, value]) => `tag ${key} is ${JSON.stringify(found[key])}, not ${JSON.stringify(value)}`);
  });
};
