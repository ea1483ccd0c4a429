import { injected } from "../faults";
import type { Handled } from "./exchange";

/** Operations that change nothing, so that a plan does not rewrite the state file. */
const READ = /^(Get|List|Search|Describe|GET |HEAD )/;

/** Has what the call changed written, and lets the fault happen that hits a call after that. */
export function commit({ context, call, fault }: Handled): void {
  if (!READ.test(call.operation)) context.store.changed();
  if (fault?.mode === "error-after-commit") throw injected(fault);
}
