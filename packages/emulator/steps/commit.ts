import { injected } from "../faults";
import type { Facts } from "../iam";
import type { Call, ParsedRequest } from "../service";
import type { Handled } from "./exchange";

/** Operations that change nothing, so that a plan does not rewrite the state file. */
const READ = /^(Get|Head|List|Search|Describe|GET |HEAD )/;

/** Operations on objects change nothing of their bucket. */
const ON_OBJECTS = /Objects?$|Multipart|UploadPart/;

/**
 * Has what the call changed written, and what IAM knew before it asked anew; lets the fault happen that hits a call after
 * that.
 */
export function commit({ context, call, fault, judged }: Handled): void {
  if (!READ.test(call.operation)) context.store.changed();
  if (!READ.test(judged.operation)) forget(context.judge?.facts, judged, call);
  if (fault?.mode === "error-after-commit") throw injected(fault);
}

function forget(facts: Facts | undefined, { operation, input }: ParsedRequest, { service, account }: Call): void {
  if (service === "s3" && ON_OBJECTS.test(operation)) facts?.changed("s3-objects", String(input.Bucket));
  else facts?.changed(service, account);
}
