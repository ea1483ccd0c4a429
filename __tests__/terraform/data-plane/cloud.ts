import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { strToU8, zipSync } from "fflate";
import { rootCredentials } from "../../../packages/emulator";
import { findPythonTools } from "../../../sandbox/launcher/python-tools";
import { emulatorUrl, Services } from "../../../sandbox/launcher/services";
import { ROOT } from "../../support/life";

export const ACCOUNT = "500000000002";
export const REGION = "us-east-1";

/** A statement of a policy. */
export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string;
}

/** Tells a listener of the test what has arrived, then answers or fails as `answer` says. */
const reporting = (answer: string): string => `
exports.handler = async (event, context) => {
  await fetch(process.env.LISTENER, { method: "POST", body: JSON.stringify(event) });
  ${answer}
};`;

/** moto and the emulator as programs of their own, a listener for functions, and what tests make by hand as the account's root. */
export class Cloud {
  readonly heard: unknown[] = [];
  private constructor(
    private readonly services: Services,
    private readonly directory: string,
    private readonly listener: Server,
  ) {}

  /** @param load directory that another one was saved into. @default - begins with nothing */
  static async start(load?: string): Promise<Cloud> {
    const directory = mkdtempSync(join(tmpdir(), "smus-data-plane-"));
    const tools = await findPythonTools(join(ROOT, ".smus"), process.env, () => undefined);
    const services = await Services.start({
      root: ROOT,
      workDirectory: directory,
      environment: process.env,
      tools,
      invitedAccountIds: [],
      enabledRegions: [],
      ownProviders: true,
      load,
    });
    const listener = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        cloud.heard.push(JSON.parse(Buffer.concat(chunks).toString()));
        response.end();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const cloud: Cloud = new Cloud(services, directory, listener);
    return cloud;
  }

  async stop(): Promise<void> {
    await this.services.stop();
    this.listener.closeAllConnections();
    this.listener.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** A directory that goes with the cloud. */
  directoryFor(name: string): string {
    return join(this.directory, name);
  }

  get url(): string {
    return emulatorUrl(this.services.addresses);
  }

  get listenerUrl(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Settings of a client that calls as the root user. */
  get settings() {
    return { endpoint: this.url, region: REGION, credentials: rootCredentials(ACCOUNT), maxAttempts: 1 };
  }

  /** Makes a role that a service may assume. */
  async role(name: string, service: string, statements: readonly Statement[]): Promise<string> {
    const iam = new IAMClient(this.settings);
    const trust = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
    const made = new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
    });
    const { Role } = await iam.send(made);
    if (statements.length > 0) await this.permit(name, statements);
    return Role!.Arn!;
  }

  /** Replaces the policy of a role that {@link role} has made. */
  async permit(name: string, statements: readonly Statement[]): Promise<void> {
    const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await new IAMClient(this.settings).send(
      new PutRolePolicyCommand({ RoleName: name, PolicyName: "own", PolicyDocument }),
    );
  }

  /** Makes a function that reports every event to the listener before it does what `answer` says. */
  async fn(name: string, role: string, answer: string, timeoutSeconds = 5): Promise<string> {
    const made = new CreateFunctionCommand({
      FunctionName: name,
      Role: role,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Timeout: timeoutSeconds,
      Code: { ZipFile: zipSync({ "index.js": strToU8(reporting(answer)) }) },
      Environment: { Variables: { LISTENER: this.listenerUrl } },
    });
    return (await new LambdaClient(this.settings).send(made)).FunctionArn!;
  }

  /** Answer of a function that is invoked as the account's root. */
  async invoke(name: string): Promise<unknown> {
    const { Payload } = await new LambdaClient(this.settings).send(new InvokeCommand({ FunctionName: name }));
    return JSON.parse(Buffer.from(Payload ?? []).toString("utf8")) as unknown;
  }

  async queue(name: string, attributes: Partial<Record<QueueAttributeName, string>> = {}) {
    const sqs = new SQSClient(this.settings);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return { url: QueueUrl!, arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}` };
  }

  /** Messages of a queue: those that can be received, and those that are being worked on. */
  async depth(url: string): Promise<{ waiting: number; inFlight: number }> {
    const { Attributes } = await new SQSClient(this.settings).send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
    );
    return {
      waiting: Number(Attributes?.ApproximateNumberOfMessages),
      inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
    };
  }

  /** Bodies of the messages that a queue has, which stay hidden for a second. */
  async bodies(url: string): Promise<string[]> {
    const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 1 });
    const { Messages = [] } = await new SQSClient(this.settings).send(receive);
    return Messages.map(({ Body = "" }) => Body);
  }

  /** A control endpoint's answer. */
  async control<T>(path: string, method = "GET", body?: object): Promise<T> {
    const response = await fetch(`${this.url}/_emulator/${path}`, { method, body: body && JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Waits until something holds, at most 20 seconds; the last failure is the test's. */
export async function eventually(check: () => Promise<void> | void): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
