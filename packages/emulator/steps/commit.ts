import { injected } from "../faults";
import type { Handled } from "./exchange";

/** Operations that change nothing, so that a plan does not rewrite the state file. */
const READ = /^(Get|List|Search|Describe|GET |HEAD )/;

/** Operations on objects of S3 change nothing that decides on calls. */
const OBJECTS = /Object|Multipart|UploadPart/;

/**
 * Has what the call changed written, and what IAM knew before it asked anew; lets the fault happen that hits a call after
 * that.
 */
export function commit({ context, call, fault, judged }: Handled): void {
  if (!READ.test(call.operation)) context.store.changed();
  if (!READ.test(judged.operation) && !OBJECTS.test(judged.operation))
    context.judge?.facts.changed(call.service, call.account);
  if (fault?.mode === "error-after-commit") throw injected(fault);
}
