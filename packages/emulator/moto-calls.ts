import { setTimeout as sleep } from "node:timers/promises";
import type { BucketPolicies } from "./bucket-policies";
import type { Outcome } from "./dispatcher";
import { ServiceError } from "./errors";
import { injected, type FaultRule } from "./faults";
import type { MotoProxy } from "./moto-proxy";
import type { HttpRequest } from "./service";

/** A call of S3: policies of buckets are the emulator's, everything else is moto's. */
export async function bucketCall(
  policies: BucketPolicies,
  proxy: MotoProxy,
  request: HttpRequest,
  fault: FaultRule | undefined,
): Promise<Outcome> {
  const policy = policies.answer(request);
  if (policy !== undefined) return { reply: policy };
  const outcome = await motoCall(proxy, request, fault);
  if ("lost" in outcome || outcome.reply.status < 300) policies.afterDeletion(request);
  return outcome;
}

/** A call that moto answers, and what a fault makes of it. */
export async function motoCall(proxy: MotoProxy, request: HttpRequest, fault: FaultRule | undefined): Promise<Outcome> {
  const failure = (error: ServiceError): Outcome => ({
    reply: {
      status: error.status,
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": error.code },
      body: JSON.stringify({ __type: error.code, message: error.message }),
    },
  });
  if (fault?.mode === "throttle") return failure(new ServiceError("ThrottlingException", 400, "Rate exceeded"));
  if (fault?.mode === "error-before") return failure(injected(fault));
  if (fault?.mode === "delay") await sleep(fault.ms ?? 0);
  const reply = await proxy.forward(request);
  if (fault?.mode === "error-after-commit") return failure(injected(fault));
  return fault?.mode === "lost-response" ? { lost: true } : { reply };
}
