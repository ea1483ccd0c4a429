import type {
  AliasRoutingConfiguration,
  DeadLetterConfig,
  EphemeralStorage,
  LoggingConfig,
  SnapStart,
  TracingConfig,
  VpcConfig,
} from "@aws-sdk/client-lambda";

/** One version of a function: $LATEST or a published one. */
export interface FunctionVersion {
  version: string;
  runtime?: string;
  role: string;
  handler?: string;
  description: string;
  timeout: number;
  memorySize: number;
  environment?: Record<string, string>;
  architectures: string[];
  layers: string[];
  vpcConfig?: VpcConfig;
  deadLetterConfig?: DeadLetterConfig;
  kmsKeyArn?: string;
  tracingConfig?: TracingConfig;
  ephemeralStorage: EphemeralStorage;
  snapStart?: SnapStart;
  loggingConfig: LoggingConfig;
  /** Base64 SHA-256 of the zip, as CodeSha256. */
  codeSha256: string;
  codeSize: number;
  lastModified: string;
  revisionId: string;
}

/** A name for a version. */
export interface Alias {
  name: string;
  functionVersion: string;
  description: string;
  routingConfig?: AliasRoutingConfiguration;
  revisionId: string;
}

/** A statement of a function's resource policy. */
export interface PolicyStatement {
  Sid: string;
  Effect: "Allow";
  Principal: Record<string, string> | string;
  Action: string;
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}

/** A function with its versions and what hangs on it. */
export interface LambdaFunction {
  name: string;
  arn: string;
  latest: FunctionVersion;
  versions: Record<string, FunctionVersion>;
  nextVersion: number;
  aliases: Record<string, Alias>;
  /** Statements by qualifier; "" is the unqualified function. */
  policies: Record<string, PolicyStatement[]>;
  tags: Record<string, string>;
  reservedConcurrency?: number;
  recursiveLoop: string;
  codeSigningConfigArn?: string;
}

/** Lambda in one account and Region. */
export interface LambdaState {
  functions: Record<string, LambdaFunction>;
}

/** State of an account and Region without functions. */
export const initialLambdaState = (): LambdaState => ({ functions: {} });
