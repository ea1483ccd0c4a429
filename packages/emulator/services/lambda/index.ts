import { randomUUID } from "node:crypto";
import * as client from "@aws-sdk/client-lambda";
import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import { ServiceError, validationError } from "../../errors";
import type { FaultRules } from "../../faults";
import { restJson } from "../../http/protocols";
import { type Call, type EmulatorContext, operation, type Operations, RawReply, type Service } from "../../service";
import { ALIAS_OPERATIONS } from "./aliases";
import { CodeStore } from "./code-store";
import { functionOf, parseFunctionName, qualifierOf, versionOf } from "./function-names";
import { EVENT_SOURCE_OPERATIONS } from "./event-sources";
import { SETTING_OPERATIONS } from "./function-settings";
import { functionOperations } from "./functions";
import { type InvokeMessage, messageOf } from "./invoke-message";
import { type InvocationReply, Invoker, type InvokerOptions } from "./invoker";
import { type FunctionVersion, initialLambdaState, type LambdaFunction, type LambdaState } from "./model";
import { POLICY_OPERATIONS } from "./policies";

/** The schemas say 200 and the service answers 204 with no body; clients take both. */
export const STATUSES: Readonly<Record<string, number>> = { DeleteFunction: 204 };

/** The body of an Invoke is the function's event as it came, and its reply the function's answer ({@link RawReply}). */
export const PAYLOADS: Readonly<Record<string, string>> = { Invoke: "Payload" };

/** AWS Lambda: functions whose code really runs. */
export class LambdaService {
  readonly service: Service;
  private readonly invoker: Invoker;

  constructor(options: InvokerOptions) {
    const code = new CodeStore(options.codeDirectory, options.proxy);
    this.invoker = new Invoker(options, code);
    const operations: Operations = {
      ...functionOperations(code),
      ...ALIAS_OPERATIONS,
      ...POLICY_OPERATIONS,
      ...SETTING_OPERATIONS,
      ...EVENT_SOURCE_OPERATIONS,
      Invoke: operation((input: InvokeCommandInput, call) => this.invoke(input, call)),
    };
    this.service = {
      signingName: "lambda",
      model: "lambda",
      protocol: restJson({
        service: "lambda",
        client,
        served: Object.keys(operations),
        statuses: STATUSES,
        payloads: PAYLOADS,
      }),
      throttling: { code: "TooManyRequestsException", status: 429 },
      faultSubject: (name, { Payload, FunctionName }) =>
        name === "Invoke" ? { ...messageOf(Payload), function: parseFunctionName(String(FunctionName)).name } : {},
      operations,
    };
  }

  /** Invokes a function as a service does: by ARN, in whichever account it lives. */
  async invokeByArn(functionArn: string, event: unknown, context: EmulatorContext): Promise<unknown> {
    const found = this.find(functionArn, context);
    if (found === undefined) throw validationError(`Function not found: ${functionArn}`);
    const reply = await this.runFound(found, event, true, context);
    if (reply.functionError) throw validationError(`Function ${functionArn} failed: ${reply.payload}`);
    return JSON.parse(reply.payload);
  }

  /**
   * Runs a function for a service that does not wait inside another function, and answers whatever it answers.
   *
   * @throws ServiceError where there is no such function, or it may not run
   */
  async run(functionArn: string, event: unknown, context: EmulatorContext): Promise<InvocationReply> {
    const found = this.find(functionArn, context);
    if (found === undefined)
      throw new ServiceError("ResourceNotFoundException", 404, `Function not found: ${functionArn}`);
    refuseWithoutConcurrency(found.fn);
    return this.runFound(found, event, false, context);
  }

  /** Execution role of a function; undefined where there is no such function. */
  roleOf(functionArn: string, context: EmulatorContext): string | undefined {
    return this.find(functionArn, context)?.version.role;
  }

  countDownstreamCall(accessKeyId: string): Promise<boolean> {
    return this.invoker.countDownstreamCall(accessKeyId);
  }

  stop(): Promise<void> {
    return this.invoker.stop();
  }

  private find(functionArn: string, { store }: EmulatorContext): FoundFunction | undefined {
    const { account, region, name, qualifier } = parseFunctionName(functionArn);
    if (account === undefined || region === undefined) throw validationError(`${functionArn} is not a function ARN`);
    const { functions } = store.state<LambdaState>("lambda", account, region, initialLambdaState);
    const fn = functions[name] as LambdaFunction | undefined;
    return fn && { fn, version: versionOf(fn, qualifier), qualifier };
  }

  private runFound(found: FoundFunction, event: unknown, nested: boolean, { options, faults }: EmulatorContext) {
    const verbose = options.verbose ?? false;
    const killAfter = killOf(found.fn, {}, faults);
    return this.invoker.invoke({ ...found, event, requestId: randomUUID(), nested, verbose, killAfter });
  }

  private async invoke(input: InvokeCommandInput, call: Call): Promise<RawReply> {
    const fn = functionOf(input.FunctionName, call);
    const qualifier = qualifierOf(input.FunctionName, input.Qualifier);
    const version = versionOf(fn, qualifier);
    refuseWithoutConcurrency(fn);
    if (input.InvocationType === "DryRun") return new RawReply(204, {}, "");
    const payload = input.Payload as Buffer | undefined;
    const invocation = this.invoker.invoke({
      fn,
      version,
      qualifier,
      event: parsePayload(payload),
      requestId: call.requestId,
      nested: false,
      killAfter: killOf(fn, messageOf(payload), call.emulator.faults),
      verbose: call.emulator.options.verbose ?? false,
    });
    if (input.InvocationType === "Event") {
      invocation.catch((error: Error) => process.stderr.write(`${fn.name}: ${error.message}\n`));
      return new RawReply(202, {}, "");
    }
    const reply = await invocation;
    const headers: Record<string, string> = {
      "content-type": "application/json",
      "x-amz-executed-version": version.version,
    };
    if (reply.functionError) headers["x-amz-function-error"] = reply.functionError;
    if (input.LogType === "Tail") headers["x-amz-log-result"] = Buffer.from(reply.logTail).toString("base64");
    return new RawReply(200, headers, reply.payload);
  }
}

/** A function with the version that its ARN names. */
interface FoundFunction {
  readonly fn: LambdaFunction;
  readonly version: FunctionVersion;
  readonly qualifier: string | undefined;
}

/** Number of calls after which a fault ends an invocation of a function; undefined where none does. */
function killOf({ arn, name }: LambdaFunction, message: InvokeMessage, faults: FaultRules): number | undefined {
  const account = arn.split(":")[4];
  const rule = faults.take(["kill"], { service: "lambda", operation: "Invoke", account, function: name, ...message });
  return rule && (rule.afterCalls ?? 1);
}

function refuseWithoutConcurrency({ reservedConcurrency }: LambdaFunction): void {
  if (reservedConcurrency === 0) throw new ServiceError("TooManyRequestsException", 429, "Rate Exceeded.");
}

function parsePayload(payload: Buffer | undefined): unknown {
  if (!payload || payload.length === 0) return {};
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    throw new ServiceError("InvalidRequestContentException", 400, "Could not parse request body into json");
  }
}
