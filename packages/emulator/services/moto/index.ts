import type { BucketPolicies } from "../../bucket-policies";
import { operationName } from "../../http/operation-name";
import { awsJson } from "../../http/protocols";
import { readRequest, rememberSession } from "../../iam";
import { isRoot } from "../../identity";
import type { MotoProxy } from "../../moto-proxy";
import { type Call, type HttpRequest, operation, type Protocol, RawReply, type Service } from "../../service";
import { eventsCall } from "../events";
import { schedulerCall } from "../scheduler";
import { statesCall } from "../states";
import { errorProtocol } from "./errors";
import { answerAboutOrganization } from "./organization";
import { answerAboutPlace } from "./places";

/** The whole request is the input, since it goes on as it came. */
interface PassedOn {
  readonly request: HttpRequest;
}

/** Protocol of everything that goes on as it came, since moto understands them all; only refusals are made here. */
const protocol = (signingName: string): Protocol => ({
  ...awsJson("1.1"),
  ...errorProtocol(signingName),
  parse: (request) => ({ operation: operationName(request), input: { request } satisfies PassedOn }),
  reply: (_operation, output) => {
    const { status, headers, body } = output as RawReply;
    return { status, headers, body };
  },
});

/** Services that moto serves, by signing name; without moto they have no operation. */
export function motoServices(proxy: MotoProxy | undefined, policies: BucketPolicies): (signingName: string) => Service {
  return (signingName) => ({
    signingName,
    protocol: protocol(signingName),
    operations: {},
    throttling: { code: "ThrottlingException", status: 400 },
    judged: ({ request }) => readRequest(signingName, request as HttpRequest),
    // The log has paths where the operation is in the path; whoever writes a rule knows its name.
    faultSubject: (_, { request }) => ({ operation: readRequest(signingName, request as HttpRequest).operation }),
    otherwise:
      proxy && operation(({ request }: PassedOn, call) => passOn(signingName, request, { proxy, policies, call })),
  });
}

interface Passing {
  readonly proxy: MotoProxy;
  readonly policies: BucketPolicies;
  readonly call: Call;
}

function passOn(signingName: string, request: HttpRequest, passing: Passing): Promise<RawReply> {
  if (signingName === "s3") return bucketCall(request, passing);
  if (signingName === "ec2") return placeCall(request, passing);
  if (signingName === "organizations") return organizationCall(request, passing);
  if (signingName === "events") return eventsCall(request, passing.call, () => forward(request, passing));
  if (signingName === "scheduler") return schedulerCall(request, passing.call, () => forward(request, passing));
  if (signingName === "states") return statesCall(request, passing.call, (sent) => forward(sent, passing));
  return signingName === "sts" ? tokenCall(request, passing) : forward(request, passing);
}

/** A call of EC2: what Regions are there and offer is the emulator's, everything else is moto's. */
async function placeCall(request: HttpRequest, passing: Passing): Promise<RawReply> {
  return answerAboutPlace(request, passing.call) ?? forward(request, passing);
}

/** A call of Organizations: moto's, unless it has no organization and the emulator's RAM works as if there was one. */
async function organizationCall(request: HttpRequest, passing: Passing): Promise<RawReply> {
  return answerAboutOrganization(request, passing.call, () => forward(request, passing));
}

async function forward(request: HttpRequest, { proxy, call }: Passing): Promise<RawReply> {
  // moto knows no root users: it is told the account.
  const { status, headers, body } = await proxy.forward(request, isRoot(call.callerArn) ? call.account : undefined);
  return new RawReply(status, headers, body);
}

/** A call of S3: policies of buckets are the emulator's, everything else is moto's. */
async function bucketCall(request: HttpRequest, passing: Passing): Promise<RawReply> {
  const { policies } = passing;
  const policy = policies.answer(request);
  if (policy !== undefined) return new RawReply(policy.status, policy.headers, policy.body);
  const reply = await forward(request, passing);
  if (reply.status < 300) policies.afterDeletion(request);
  return reply;
}

/** A call of STS: policies and tags of a session are kept, since moto forgets them. */
async function tokenCall(request: HttpRequest, passing: Passing): Promise<RawReply> {
  const reply = await forward(request, passing);
  const { judge, store } = passing.call.emulator;
  const { operation, input } = readRequest("sts", request);
  if (judge && operation === "AssumeRole" && reply.status < 300)
    await rememberSession(store, judge.facts, input, reply.body.toString());
  return reply;
}
