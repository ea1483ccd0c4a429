import { randomUUID } from "node:crypto";
import { conflict, ServiceError } from "../../errors";
import { compileDocument } from "../../iam/document";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { linksTo, type OamState, type Sink, stateOf } from "./state";

const PAGE = 100;

const described = ({ arn, id, name, tags }: Sink) => ({ Arn: arn, Id: id, Name: name, Tags: tags });

/** Refusal of a sink or link that is not there. */
export const missing = (arn: string) => new ServiceError("ResourceNotFoundException", 404, `${arn} does not exist`);

function sinkOf(identifier: string, call: Call): Sink {
  const { sinks } = stateOf(call);
  const found = Object.values(sinks).find(({ arn, id }) => arn === identifier || id === identifier);
  if (found === undefined) throw missing(identifier);
  return found;
}

function createSink({ Name: name, Tags: tags = {} }: { Name: string; Tags?: Record<string, string> }, call: Call) {
  const { sinks } = stateOf(call);
  if (Object.keys(sinks).length > 0) throw conflict("The account has a sink in this Region");
  const id = randomUUID();
  const sink: Sink = { arn: `arn:aws:oam:${call.region}:${call.account}:sink/${id}`, id, name, tags: { ...tags } };
  sinks[sink.arn] = sink;
  return described(sink);
}

function putPolicy({ SinkIdentifier, Policy }: { SinkIdentifier: string; Policy: string }, call: Call) {
  const sink = sinkOf(SinkIdentifier, call);
  const compiled = compileDocument(Policy, "resource");
  if ("problem" in compiled) throw new ServiceError("InvalidParameterException", 400, compiled.problem);
  sink.policy = Policy;
  return { Policy, SinkArn: sink.arn, SinkId: sink.id };
}

/** Operations on sinks and their policies. */
export const SINK_OPERATIONS: Operations = {
  CreateSink: operation(createSink),
  GetSink: operation(({ Identifier }: { Identifier: string }, call) => described(sinkOf(Identifier, call))),
  ListSinks: operation((input: { MaxResults?: number; NextToken?: string }, call) => {
    const all: OamState["sinks"] = stateOf(call).sinks;
    const request = { maxResults: input.MaxResults, nextToken: input.NextToken };
    const { items, nextToken } = page(Object.values(all), request, PAGE, call);
    return { Items: items.map(({ arn, id, name }) => ({ Arn: arn, Id: id, Name: name })), NextToken: nextToken };
  }),
  DeleteSink: operation(({ Identifier }: { Identifier: string }, call) => {
    const sink = sinkOf(Identifier, call);
    if (linksTo(call.emulator.store, sink.arn).length > 0) throw conflict(`${sink.arn} has links: delete them first`);
    delete stateOf(call).sinks[sink.arn];
    return {};
  }),
  PutSinkPolicy: operation(putPolicy),
  GetSinkPolicy: operation(({ SinkIdentifier }: { SinkIdentifier: string }, call) => {
    const sink = sinkOf(SinkIdentifier, call);
    if (sink.policy === undefined) throw missing(`the policy of ${sink.arn}`);
    return { Policy: sink.policy, SinkArn: sink.arn, SinkId: sink.id };
  }),
};
