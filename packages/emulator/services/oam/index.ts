import { type Call, operation, type Operations, type Service } from "../../service";
import { LINK_OPERATIONS } from "./links";
import { oamProtocol } from "./protocol";
import { missing, SINK_OPERATIONS } from "./sinks";
import { stateOf } from "./state";

function taggable(arn: string, call: Call): { tags: Record<string, string> } {
  const { sinks, links } = stateOf(call);
  const found = sinks[arn] ?? links[arn];
  if (found === undefined) throw missing(arn);
  return found;
}

interface OnResource {
  readonly ResourceArn: string;
}

const TAG_OPERATIONS: Operations = {
  ListTagsForResource: operation(({ ResourceArn }: OnResource, call) => ({ Tags: taggable(ResourceArn, call).tags })),
  TagResource: operation(({ ResourceArn, Tags }: OnResource & { Tags: Record<string, string> }, call) => {
    Object.assign(taggable(ResourceArn, call).tags, Tags);
    return {};
  }),
  UntagResource: operation(({ ResourceArn, TagKeys }: OnResource & { TagKeys: string[] }, call) => {
    const { tags } = taggable(ResourceArn, call);
    for (const key of TagKeys) delete tags[key];
    return {};
  }),
};

const operations: Operations = { ...SINK_OPERATIONS, ...LINK_OPERATIONS, ...TAG_OPERATIONS };

/** CloudWatch Observability Access Manager: sinks, their policies, and links to them; moto does not have it. */
export const oam: Service = {
  signingName: "oam",
  model: "oam",
  protocol: oamProtocol(new Set(Object.keys(operations))),
  operations,
};
