import type { MotoProxy } from "../moto-proxy";
import type { EmulatorContext } from "../service";
import type { LambdaService } from "../services/lambda";
import { RuleDelivery } from "../services/events/rule-delivery";
import { EventSourcePoller, QueueReader } from "../services/lambda/event-sources";
import { Targets } from "./targets";

/** Work that services do by themselves, on what their control planes hold. */
export interface DataPlane {
  /** Begins nothing any more. */
  stop(): void;
  /** Waits for what had begun; functions that still run have to be stopped before. */
  drained(): Promise<void>;
}

/** Starts everything that works by itself: it needs moto, which holds the queues. */
export function startDataPlane(proxy: MotoProxy, lambda: LambdaService, context: EmulatorContext): DataPlane {
  const poller = new EventSourcePoller(context.store, new QueueReader(proxy, context.roleCalls, context.url), {
    roleOf: (functionArn) => lambda.roleOf(functionArn, context),
    run: (functionArn, event) => lambda.run(functionArn, event, context),
  });
  const targets = new Targets(context, proxy, {
    exists: (functionArn) => lambda.roleOf(functionArn, context) !== undefined,
    run: (functionArn, event) => lambda.run(functionArn, event, context),
  });
  context.events.subscribe(new RuleDelivery(proxy, targets, context.deliveries).listener);
  poller.start();
  return { stop: () => poller.stop(), drained: () => poller.drained() };
}
