import { BucketPolicies } from "../../bucket-policies";
import { operationName } from "../../http/operation-name";
import { awsJson } from "../../http/protocols";
import type { MotoProxy } from "../../moto-proxy";
import { type HttpRequest, operation, type Protocol, RawReply, type Service } from "../../service";
import type { Store } from "../../store";

/** The whole request is the input, since it goes on as it came. */
interface PassedOn {
  readonly request: HttpRequest;
}

/** Protocol of everything that goes on as it came, since moto understands them all; only refusals are made here, in JSON. */
const protocol: Protocol = {
  ...awsJson("1.1"),
  parse: (request) => ({ operation: operationName(request), input: { request } satisfies PassedOn }),
  reply: (_operation, output) => {
    const { status, headers, body } = output as RawReply;
    return { status, headers, body };
  },
};

/** Services that moto serves, by signing name; without moto they have no operation. */
export function motoServices(proxy: MotoProxy | undefined, store: Store): (signingName: string) => Service {
  const policies = new BucketPolicies(store);
  return (signingName) => ({
    signingName,
    protocol,
    operations: {},
    throttling: { code: "ThrottlingException", status: 400 },
    otherwise:
      proxy &&
      operation(({ request }: PassedOn) =>
        signingName === "s3" ? bucketCall(policies, proxy, request) : forward(proxy, request),
      ),
  });
}

async function forward(proxy: MotoProxy, request: HttpRequest): Promise<RawReply> {
  const { status, headers, body } = await proxy.forward(request);
  return new RawReply(status, headers, body);
}

/** A call of S3: policies of buckets are the emulator's, everything else is moto's. */
async function bucketCall(policies: BucketPolicies, proxy: MotoProxy, request: HttpRequest): Promise<RawReply> {
  const policy = policies.answer(request);
  if (policy !== undefined) return new RawReply(policy.status, policy.headers, policy.body);
  const reply = await forward(proxy, request);
  if (reply.status < 300) policies.afterDeletion(request);
  return reply;
}
