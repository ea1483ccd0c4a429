import { setTimeout as sleep } from "node:timers/promises";
import { throttled } from "../errors";
import { type FaultMode, injected } from "../faults";
import { roleArnOf } from "../identity";
import type { Faulted, Parsed } from "./exchange";

/** Faults of a call as such; the other modes belong to what a service does. */
const MODES: readonly FaultMode[] = ["throttle", "error-before", "error-after-commit", "lost-response", "delay"];

/** Takes the fault that the call meets, and lets it happen if its time is before the call is carried out. */
export async function fault(exchange: Parsed): Promise<Faulted> {
  const { context, service, call, parsed, notes } = exchange;
  const { operation, account } = call;
  const caller = roleArnOf(call.callerArn).split("/").pop();
  const own = service.faultSubject?.(operation, parsed.input);
  const subject = { service: call.service, operation, account, caller, ...own };
  const rule = context.faults.take(MODES, subject);
  notes.fault = rule?.mode;
  if (rule?.mode === "throttle") throw throttled(service.throttling);
  if (rule?.mode === "error-before") throw injected(rule);
  if (rule?.mode === "delay") await sleep(rule.ms ?? 0);
  return { ...exchange, fault: rule };
}
