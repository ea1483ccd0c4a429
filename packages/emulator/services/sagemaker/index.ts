import { notImplemented } from "../../errors";
import { awsJson } from "../../http/protocols";
import { isRoot } from "../../identity";
import type { MotoProxy } from "../../moto-proxy";
import {
  type Call,
  type HttpRequest,
  operation,
  type Operations,
  type Protocol,
  RawReply,
  type Service,
} from "../../service";
import { groupOperations } from "./groups";
import { type PackageGroup, type PackageVersion, registryOf } from "./registry-state";
import { versionOperations } from "./versions";

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/**
 * SageMaker: its registry of models is the emulator's, because moto's knows no policies and no deletion of groups, no model cards, no
 * stages of life and nobody who has changed a version, ignores client tokens, and forgets properties of a version that is updated without
 * them. Everything else is moto's, where there is one.
 */
export function sageMaker(proxy: MotoProxy | undefined): Service {
  const requests = new WeakMap<object, HttpRequest>();
  const json = awsJson("1.1");
  const protocol: Protocol = {
    ...json,
    parse: (request) => {
      const parsed = json.parse(request);
      requests.set(parsed.input, request);
      return parsed;
    },
    reply: (name, output, requestId) =>
      output instanceof RawReply
        ? { status: output.status, headers: output.headers, body: output.body }
        : json.reply(name, output, requestId),
  };
  const forward = async (input: Record<string, unknown>, call: Call): Promise<RawReply> => {
    const request = requests.get(input);
    if (proxy === undefined || request === undefined) throw notImplemented(call.service, call.operation);
    const { status, headers, body } = await proxy.forward(request, isRoot(call.callerArn) ? call.account : undefined);
    return new RawReply(status, headers, body);
  };
  return {
    signingName: "sagemaker",
    model: "sagemaker",
    protocol,
    throttling: { code: "ThrottlingException", status: 400 },
    operations: { ...groupOperations, ...versionOperations, ...tagOperations(forward) },
    ...(proxy === undefined ? {} : { otherwise: forward }),
  };
}

type Forward = (input: Record<string, unknown>, call: Call) => Promise<RawReply>;

/** Tags of groups and versions; those of anything else are moto's. */
function tagOperations(forward: Forward): Operations {
  const taggable = (arn: string, call: Call): PackageGroup | PackageVersion | undefined => {
    const { groups, packages } = registryOf(call);
    return (packages[arn] as PackageVersion | undefined) ?? Object.values(groups).find((group) => group.arn === arn);
  };
  return {
    AddTags: operation((input: { ResourceArn: string; Tags: readonly Tag[] }, call) => {
      const found = taggable(input.ResourceArn, call);
      if (found === undefined) return forward(input as unknown as Record<string, unknown>, call);
      for (const { Key, Value } of input.Tags) found.tags[Key] = Value;
      return { Tags: tagsOf(found) };
    }),
    DeleteTags: operation((input: { ResourceArn: string; TagKeys: readonly string[] }, call) => {
      const found = taggable(input.ResourceArn, call);
      if (found === undefined) return forward(input as unknown as Record<string, unknown>, call);
      for (const key of input.TagKeys) delete found.tags[key];
      return {};
    }),
    ListTags: operation((input: { ResourceArn: string }, call) => {
      const found = taggable(input.ResourceArn, call);
      return found === undefined ? forward(input as unknown as Record<string, unknown>, call) : { Tags: tagsOf(found) };
    }),
  };
}

const tagsOf = ({ tags }: { readonly tags: Readonly<Record<string, string>> }): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
