import type {
  ListTagsForResourceCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from "@aws-sdk/client-datazone";
import { type Call, operation, type Operations } from "../../service";
import { domainOf } from "./access";
import { domainOfArn } from "./named-domain";

/** Only domains carry tags: among the types of CloudFormation, only AWS::DataZone::Domain is taggable. */
const taggedDomain = (arn: string | undefined, call: Call) => domainOf(domainOfArn(arn), call);

/** Operations on tags. */
export const TAG_OPERATIONS: Operations = {
  ListTagsForResource: operation((input: ListTagsForResourceCommandInput, call) => ({
    tags: taggedDomain(input.resourceArn, call).tags,
  })),
  TagResource: operation((input: TagResourceCommandInput, call) => {
    Object.assign(taggedDomain(input.resourceArn, call).tags, input.tags);
    return {};
  }),
  UntagResource: operation((input: UntagResourceCommandInput, call) => {
    const domain = taggedDomain(input.resourceArn, call);
    for (const key of input.tagKeys ?? []) delete domain.tags[key];
    return {};
  }),
};
