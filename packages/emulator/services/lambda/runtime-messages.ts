/** What the emulator and a function's worker say to each other. */
export interface RuntimeInvocation {
  readonly id: string;
  readonly event: unknown;
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

export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type RuntimeResult =
  | { readonly id: string; readonly payload: string }
  | { readonly id: string; readonly error: RuntimeError };
