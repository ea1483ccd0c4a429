import type {
  ListTagsCommandInput,
  PutFunctionConcurrencyCommandInput,
  PutFunctionRecursionConfigCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from "@aws-sdk/client-lambda";
import { type Call, operation, type Operations } from "../../service";
import { eventSourceByArn, isEventSourceArn } from "./event-sources";
import { functionOf, resourceNotFound } from "./function-names";

interface FunctionInput {
  readonly FunctionName?: string;
}

/** Operations on settings of a function beside its code and configuration. */
export const SETTING_OPERATIONS: Operations = {
  GetFunctionCodeSigningConfig: operation((input: FunctionInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    const { name: FunctionName, codeSigningConfigArn: CodeSigningConfigArn } = fn;
    return CodeSigningConfigArn === undefined ? {} : { FunctionName, CodeSigningConfigArn };
  }),
  PutFunctionConcurrency: operation((input: PutFunctionConcurrencyCommandInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    fn.reservedConcurrency = input.ReservedConcurrentExecutions;
    return { ReservedConcurrentExecutions: fn.reservedConcurrency };
  }),
  GetFunctionConcurrency: operation((input: FunctionInput, call) => ({
    ReservedConcurrentExecutions: functionOf(input.FunctionName, call).reservedConcurrency,
  })),
  DeleteFunctionConcurrency: operation((input: FunctionInput, call) => {
    functionOf(input.FunctionName, call).reservedConcurrency = undefined;
    return {};
  }),
  GetFunctionRecursionConfig: operation((input: FunctionInput, call) => ({
    RecursiveLoop: functionOf(input.FunctionName, call).recursiveLoop,
  })),
  PutFunctionRecursionConfig: operation((input: PutFunctionRecursionConfigCommandInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    fn.recursiveLoop = input.RecursiveLoop ?? fn.recursiveLoop;
    return { RecursiveLoop: fn.recursiveLoop };
  }),
  GetRuntimeManagementConfig: operation((input: FunctionInput, call) => ({
    UpdateRuntimeOn: "Auto",
    FunctionArn: functionOf(input.FunctionName, call).arn,
  })),
  ListTags: operation((input: ListTagsCommandInput, call) => ({ Tags: tagsOf(input.Resource, call) })),
  TagResource: operation((input: TagResourceCommandInput, call) => {
    Object.assign(tagsOf(input.Resource, call), input.Tags);
    return {};
  }),
  UntagResource: operation((input: UntagResourceCommandInput, call) => {
    const tags = tagsOf(input.Resource, call);
    for (const key of input.TagKeys ?? []) delete tags[key];
    return {};
  }),
};

/** Tags of a function or of an event source mapping, by ARN. */
function tagsOf(arn: string | undefined, call: Call): Record<string, string> {
  if (arn === undefined || !isEventSourceArn(arn)) return functionOf(arn, call).tags;
  const mapping = eventSourceByArn(call.emulator.store, arn);
  if (mapping === undefined) throw resourceNotFound(`The resource you requested does not exist.`);
  return mapping.tags;
}
