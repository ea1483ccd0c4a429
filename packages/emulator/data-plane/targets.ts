import { ServiceError } from "../errors";
import type { MotoProxy } from "../moto-proxy";
import type { EmulatorContext } from "../service";
import { type Actor, DeliveryError } from "./actor";
import { requirePermission, requireRole } from "./permission";
import { type QueueMessage, QueueSender } from "./queue-sender";

/** Something that is handed to a target. */
export interface Handover {
  readonly targetArn: string;
  /** The payload, mostly JSON. */
  readonly input: string;
  readonly messageGroupId?: string;
  /** Of a target that is a bus: what the event is called there, where the payload is only its detail. */
  readonly event?: { readonly source: string; readonly detailType: string };
}

/** Functions, as targets need them. */
export interface TargetFunctions {
  exists(functionArn: string): boolean;
  run(functionArn: string, event: unknown): Promise<unknown>;
}

type Deliver = (actor: Actor, handover: Handover) => Promise<void>;

/** Targets of rules and schedules: queues, functions, topics, buses and state machines. */
export class Targets {
  readonly queues: QueueSender;
  private readonly services: Readonly<Record<string, Deliver>>;

  constructor(
    private readonly emulator: EmulatorContext,
    private readonly proxy: MotoProxy,
    private readonly functions: TargetFunctions,
  ) {
    this.queues = new QueueSender(emulator, proxy);
    this.services = {
      sqs: (actor, handover) => this.toQueue(actor, handover),
      lambda: (actor, handover) => this.toFunction(actor, handover),
      sns: (actor, handover) => this.toTopic(actor, handover),
      events: (actor, handover) => this.toBus(actor, handover),
      states: (actor, handover) => this.toStateMachine(actor, handover),
    };
  }

  /**
   * Hands something to a target, in the name of the role or of the service itself.
   *
   * @throws DeliveryError where it cannot be delivered
   */
  async deliver(actor: Actor, handover: Handover): Promise<void> {
    const service = handover.targetArn.split(":")[2];
    const deliver = this.services[service] as Deliver | undefined;
    if (deliver === undefined)
      throw new DeliveryError("INVALID_PARAMETER", `the sandbox emulator has no targets of ${service}`);
    if (actor.roleArn !== undefined) await requireRole(actor, actor.roleArn, this.emulator);
    await delivered(deliver(actor, handover));
  }

  /** Sends a message in the name of the actor's role. @throws DeliveryError */
  async sendAsRole(actor: Actor, message: QueueMessage): Promise<void> {
    if (actor.roleArn !== undefined) await requireRole(actor, actor.roleArn, this.emulator);
    await delivered(this.queues.send(actor, message));
  }

  private toQueue(actor: Actor, { targetArn: queueArn, input: body, messageGroupId }: Handover): Promise<void> {
    return this.queues.send(actor, {
      queueArn,
      body,
      ...(messageGroupId === undefined ? {} : { groupId: messageGroupId }),
    });
  }

  /** Asynchronously, as services invoke functions: it is delivered as soon as Lambda has taken it. */
  private async toFunction(actor: Actor, { targetArn, input }: Handover): Promise<void> {
    const [, , , region, account] = targetArn.split(":");
    if (actor.roleArn !== undefined) {
      const path = `/2015-03-31/functions/${encodeURIComponent(targetArn)}/invocations`;
      const headers = { "x-amz-invocation-type": "Event", "content-type": "application/json" };
      const session = { roleArn: actor.roleArn, sessionName: actor.sessionName, region };
      await this.emulator.roleCalls.send(session, "lambda", {
        method: "POST",
        path,
        headers,
        body: Buffer.from(input),
      });
      return;
    }
    await requirePermission(
      actor,
      { action: "lambda:InvokeFunction", resource: targetArn, accountId: account },
      this.emulator,
    );
    if (!this.functions.exists(targetArn)) throw new DeliveryError("NO_RESOURCE", `Function not found: ${targetArn}`);
    this.functions
      .run(targetArn, parsed(input))
      .catch((error: Error) => process.stderr.write(`${targetArn}: ${error.message}\n`));
  }

  private async toTopic(actor: Actor, { targetArn, input }: Handover): Promise<void> {
    const [, , , region, account] = targetArn.split(":");
    const form = { Action: "Publish", Version: "2010-03-31", TopicArn: targetArn, Message: input };
    if (actor.roleArn !== undefined) {
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const body = Buffer.from(new URLSearchParams(form).toString());
      const session = { roleArn: actor.roleArn, sessionName: actor.sessionName, region };
      await this.emulator.roleCalls.send(session, "sns", { method: "POST", path: "/", headers, body });
      return;
    }
    await requirePermission(actor, { action: "sns:Publish", resource: targetArn, accountId: account }, this.emulator);
    await this.proxy.form("emulator", region, "sns", form, account);
  }

  private async toStateMachine(actor: Actor, { targetArn: stateMachineArn, input }: Handover): Promise<void> {
    if (actor.roleArn === undefined)
      throw new DeliveryError("NO_PERMISSIONS", `a target that is a state machine needs a role: ${stateMachineArn}`);
    const session = { roleArn: actor.roleArn, sessionName: actor.sessionName, region: stateMachineArn.split(":")[3] };
    await this.emulator.roleCalls.json(session, "states", "StartExecution", { stateMachineArn, input });
  }

  private async toBus(actor: Actor, { targetArn, input, event }: Handover): Promise<void> {
    const [, , , region] = targetArn.split(":");
    if (actor.roleArn === undefined || event === undefined)
      throw new DeliveryError("NO_PERMISSIONS", `a target that is a bus needs a role: ${targetArn}`);
    const session = { roleArn: actor.roleArn, sessionName: actor.sessionName, region };
    const entry = { Source: event.source, DetailType: event.detailType, Detail: input, EventBusName: targetArn };
    await this.emulator.roleCalls.json(session, "events", "PutEvents", { Entries: [entry] });
  }
}

/** Waits for a delivery; a refusal of the service that it goes to is its failure. */
async function delivered(delivery: Promise<void>): Promise<void> {
  try {
    await delivery;
  } catch (error) {
    if (error instanceof ServiceError) throw new DeliveryError(problemOf(error), `${error.code}: ${error.message}`);
    throw error;
  }
}

function problemOf({ status, code }: ServiceError): DeliveryError["code"] {
  if (/AccessDenied|AuthorizationError|NotAuthorized/.test(code)) return "NO_PERMISSIONS";
  return status === 404 || /NotFound|NonExistent|DoesNotExist/.test(code) ? "NO_RESOURCE" : "SDK_CLIENT_ERROR";
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
