/** Invocation as the emulator hands it to a function's worker. */
export interface RuntimeInvocation {
  readonly id: string;
  readonly event: unknown;
  /** Milliseconds by which the function's clock is ahead of the machine's. */
  readonly ahead: number;
  readonly context: {
    readonly functionName: string;
    readonly functionVersion: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
    readonly awsRequestId: string;
    readonly logGroupName: string;
    readonly logStreamName: string;
    /** Epoch milliseconds at which the function times out. */
    readonly deadline: number;
  };
}

/** Error of a handler, as Lambda answers with it. */
export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** End of an invocation as the runtime reports it. */
export type RuntimeResult =
  | { readonly id: string; readonly payload: string }
  | { readonly id: string; readonly error: RuntimeError };
