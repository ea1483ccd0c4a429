import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import type { MotoProxy } from "../../moto-proxy";
import type { NetworkOptions } from "../../options";
import type { CodeStore } from "./code-store";
import { EnvironmentPool } from "./environment-pool";
import { ExecutionEnvironment, type InvocationEnd } from "./execution-environment";
import type { FunctionVersion, LambdaFunction } from "./model";
import { assumeRole } from "./role-credentials";
import type { RuntimeError } from "./runtime-messages";

/** Settings of an invoker. */
export interface InvokerOptions {
  readonly codeDirectory: string;
  readonly proxy: MotoProxy | undefined;
  readonly url: () => string;
  readonly maxEnvironments: number;
  /** Hosts that functions reach on this machine. @default - none */
  readonly network?: NetworkOptions | undefined;
  /**
   * Milliseconds by which the clock of functions is ahead of the machine's.
   *
   * @default - it is the machine's
   */
  readonly ahead?: () => number;
}

/** An invocation of a version of a function. */
export interface InvocationRequest {
  readonly fn: LambdaFunction;
  readonly version: FunctionVersion;
  /** As the caller gave it; part of the invoked ARN, which functions may depend on. */
  readonly qualifier: string | undefined;
  readonly event: unknown;
  readonly requestId: string;
  readonly nested: boolean;
  readonly killAfter?: number;
  readonly verbose: boolean;
}

/** Answer of a function, and the end of its log. */
export interface InvocationReply {
  readonly payload: string;
  readonly functionError?: string;
  readonly logTail: string;
}

/** Runs functions: the code that was uploaded, as the role that it was given. */
export class Invoker {
  private readonly pool: EnvironmentPool;
  private runtime: string | undefined;

  constructor(
    private readonly options: InvokerOptions,
    private readonly code: CodeStore,
  ) {
    this.pool = new EnvironmentPool(options.maxEnvironments);
  }

  invoke(request: InvocationRequest): Promise<InvocationReply> {
    const { fn, version } = request;
    const key = `${fn.arn}:${version.version}:${version.revisionId}`;
    return this.pool.use(
      key,
      request.nested,
      () => this.createEnvironment(request),
      async (environment) => {
        const timeoutMs = version.timeout * 1000;
        const invocation = {
          id: randomUUID(),
          event: request.event,
          ahead: this.options.ahead?.() ?? 0,
          context: {
            functionName: fn.name,
            functionVersion: version.version,
            invokedFunctionArn: request.qualifier === undefined ? fn.arn : `${fn.arn}:${request.qualifier}`,
            memoryLimitInMB: String(version.memorySize),
            awsRequestId: request.requestId,
            logGroupName: version.loggingConfig.LogGroup ?? `/aws/lambda/${fn.name}`,
            logStreamName: `emulator/[${version.version}]`,
            deadline: Date.now() + timeoutMs,
          },
        };
        const end = await environment.run(invocation, timeoutMs, request.killAfter);
        return { ...toReply(end, request), logTail: environment.logTail };
      },
    );
  }

  countDownstreamCall(accessKeyId: string): Promise<boolean> {
    return this.pool.findByAccessKey(accessKeyId)?.countDownstreamCall() ?? Promise.resolve(false);
  }

  stop(): Promise<void> {
    return this.pool.stop();
  }

  private async createEnvironment({ fn, version, verbose }: InvocationRequest): Promise<ExecutionEnvironment> {
    const [, , , region] = fn.arn.split(":");
    const credentials = await assumeRole(
      version.role,
      `${fn.name}-${randomUUID().slice(0, 8)}`,
      region,
      this.options.proxy,
    );
    const taskRoot = this.code.unpacked(version.codeSha256);
    return new ExecutionEnvironment({
      runtime: this.runtimeFile(),
      taskRoot,
      handler: version.handler ?? "index.handler",
      network: this.options.network,
      accessKeyId: credentials.accessKeyId,
      variables: {
        PATH: process.env.PATH ?? "",
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken,
        AWS_LAMBDA_FUNCTION_NAME: fn.name,
        AWS_LAMBDA_FUNCTION_VERSION: version.version,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memorySize),
        AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime ?? "nodejs22.x"}`,
        LAMBDA_TASK_ROOT: taskRoot,
        // Everything goes through the emulator, which hands on what is moto's: so faults and `kill` see all calls.
        AWS_ENDPOINT_URL: this.options.url(),
        AWS_EC2_METADATA_DISABLED: "true",
        ...version.environment,
      },
      onOutput: (text) => {
        if (verbose) process.stderr.write(`[${fn.name}] ${text}`);
      },
    });
  }

  /** The runtime as JavaScript, since a worker thread runs nothing else. */
  private runtimeFile(): string {
    if (!this.runtime) {
      const source = readFileSync(join(__dirname, "runtime.ts"), "utf8");
      const file = join(this.options.codeDirectory, "runtime.cjs");
      writeFileSync(file, transformSync(source, { loader: "ts", format: "cjs", target: "node20" }).code);
      this.runtime = file;
    }
    return this.runtime;
  }
}

function toReply(end: InvocationEnd, { requestId, version }: InvocationRequest): Omit<InvocationReply, "logTail"> {
  const failed = (error: RuntimeError | { errorType?: string; errorMessage: string }) => ({
    payload: JSON.stringify(error),
    functionError: "Unhandled",
  });
  if (end.kind === "timeout") {
    const message = `${new Date().toISOString()} ${requestId} Task timed out after ${version.timeout.toFixed(2)} seconds`;
    return failed({ errorType: "Sandbox.Timedout", errorMessage: message });
  }
  if (end.kind === "exit")
    return failed({
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
    });
  return "payload" in end.result ? { payload: end.result.payload } : failed(end.result.error);
}
