import type { IdentityResolver } from "../identity";
import type { MotoProxy } from "../moto-proxy";
import type { EmulatorContext } from "../service";
import { HttpApiGateway } from "../services/apigateway";
import { RuleDelivery } from "../services/events/rule-delivery";
import type { LambdaService } from "../services/lambda";
import { EventSourcePoller, QueueReader } from "../services/lambda/event-sources";
import { ScheduleClock } from "../services/scheduler/clock";
import { Executions } from "../services/scheduler/executions";
import { Targets } from "./targets";

/** Work that services do on what their control planes hold. */
export interface DataPlane {
  readonly gateway: HttpApiGateway;
  readonly clock: ScheduleClock;
  /** Begins nothing any more. */
  stop(): void;
  /** Waits for what had begun; functions that still run have to be stopped before. */
  drained(): Promise<void>;
}

/** Parts that a data plane works with. */
export interface DataPlaneParts {
  readonly context: EmulatorContext;
  /** Holds rules, queues and APIs. */
  readonly proxy: MotoProxy;
  readonly lambda: LambdaService;
  readonly identity: IdentityResolver;
}

/** Starts everything that works by itself. */
export function startDataPlane({ context, proxy, lambda, identity }: DataPlaneParts): DataPlane {
  const run = (functionArn: string, event: unknown) => lambda.run(functionArn, event, context);
  const roleOf = (functionArn: string) => lambda.roleOf(functionArn, context);
  const queues = new QueueReader(proxy, context.roleCalls, context.url);
  const poller = new EventSourcePoller(context.store, queues, { roleOf, run });
  const targets = new Targets(context, proxy, { exists: (functionArn) => roleOf(functionArn) !== undefined, run });
  const rules = new RuleDelivery(proxy, targets, context.deliveries);
  context.events.subscribe(rules.listener);
  const clock = new ScheduleClock(proxy, context.store, new Executions(context, proxy, targets, rules));
  poller.start();
  clock.start();
  return {
    gateway: new HttpApiGateway(context, proxy, identity, run),
    clock,
    stop() {
      poller.stop();
      clock.stop();
    },
    async drained() {
      await Promise.all([poller.drained(), clock.drained()]);
    },
  };
}
