import { keyUse } from "../iam/requests/key-use";
import { SENDERS_KEY_USE } from "../iam/requests/messaging";
import type { MotoProxy } from "../moto-proxy";
import type { EmulatorContext } from "../service";
import { type Actor, DeliveryError } from "./actor";
import { requirePermission } from "./permission";
import { serviceCall } from "./service-call";

/** A message for a queue. */
export interface QueueMessage {
  readonly queueArn: string;
  readonly body: string;
  /** Message attributes, all of them texts. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly groupId?: string;
}

interface QueuePlace {
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** Sends messages to queues of moto. */
export class QueueSender {
  constructor(
    private readonly emulator: EmulatorContext,
    private readonly proxy: MotoProxy,
  ) {}

  /** @throws DeliveryError where the queue is not there or the sender may not send */
  async send(actor: Actor, message: QueueMessage): Promise<void> {
    const [, , , region, account, name] = message.queueArn.split(":");
    const place = { region, account, name };
    if (actor.roleArn === undefined) return this.asService(actor, message, place);
    const session = { roleArn: actor.roleArn, sessionName: actor.sessionName, region };
    const QueueUrl = `${this.emulator.url()}/${account}/${name}`;
    await this.emulator.roleCalls.json(session, "sqs", "SendMessage", input(message, QueueUrl));
  }

  private async asService(actor: Actor, message: QueueMessage, place: QueuePlace): Promise<void> {
    const { region, account, name } = place;
    const { queueArn: resource } = message;
    await requirePermission(actor, { action: "sqs:SendMessage", resource, accountId: account }, this.emulator);
    await this.requireKey(actor, place);
    const body = input(message, name);
    const reply = await this.proxy.json("emulator", region, "sqs", "AmazonSQS.SendMessage", body, account);
    if (reply.status < 300) return;
    const isGone = reply.body.toString().includes("QueueDoesNotExist");
    throw new DeliveryError(isGone ? "NO_RESOURCE" : "SDK_CLIENT_ERROR", reply.body.toString());
  }

  /** A service that sends for itself needs the queue's key; AWS's own key lets no service in. */
  private async requireKey(actor: Actor, { region, account, name }: QueuePlace): Promise<void> {
    const { judge } = this.emulator;
    const key = judge && (await judge.facts.queue(name, { account, region }))?.key;
    if (judge === undefined || key === undefined) return;
    if ((await judge.facts.key(key, { account, region }))?.managed === true)
      throw new DeliveryError("NO_PERMISSIONS", `${actor.principal} cannot use ${key}, which is AWS's own`);
    const { principal } = actor;
    const call = serviceCall(
      { principal, service: "kms", operation: "GenerateDataKey", account, region },
      this.emulator,
    );
    const asked = { operation: "SendMessage", input: {}, call, facts: judge.facts };
    const encryptionContext = { "aws:sqs:arn": `arn:aws:sqs:${region}:${account}:${name}` };
    const use = { service: "sqs", actions: SENDERS_KEY_USE, place: { account, region }, encryptionContext };
    for (const need of await keyUse(asked, key, use)) await requirePermission(actor, need, this.emulator);
  }
}

function input({ body, attributes = {}, groupId }: QueueMessage, QueueUrl: string): object {
  const listed = Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]);
  return {
    QueueUrl,
    MessageBody: body,
    ...(listed.length > 0 ? { MessageAttributes: Object.fromEntries(listed) as object } : {}),
    ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
  };
}
