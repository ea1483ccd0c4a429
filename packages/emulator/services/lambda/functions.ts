import { randomUUID } from "node:crypto";
import type {
  CreateFunctionCommandInput,
  DeleteFunctionCommandInput,
  GetFunctionCommandInput,
  ListFunctionsCommandInput,
  ListVersionsByFunctionCommandInput,
  PublishVersionCommandInput,
  UpdateFunctionCodeCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import type { CodeInput, CodeStore } from "./code-store";
import {
  functionOf,
  invalidParameter,
  lambdaState,
  parseFunctionName,
  qualifierOf,
  resourceConflict,
  versionOf,
} from "./function-names";
import { requireExecutionRole } from "./execution-role";
import type { FunctionVersion, LambdaFunction } from "./model";

const PAGE = 50;

/** Names that Lambda sets itself and refuses in a function's configuration. */
const RESERVED =
  /^(AWS_(REGION|DEFAULT_REGION|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN|EXECUTION_ENV|LAMBDA_.*)|_HANDLER|LAMBDA_.*)$/;

function checkEnvironment(variables: Record<string, string> | undefined): Record<string, string> | undefined {
  const reserved = Object.keys(variables ?? {}).filter((name) => RESERVED.test(name));
  if (reserved.length > 0)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  return variables;
}

/** The configuration of a version, as the API shows it. */
export function describeVersion(
  fn: LambdaFunction,
  version: FunctionVersion,
  qualified = version.version !== "$LATEST",
) {
  return {
    FunctionName: fn.name,
    FunctionArn: qualified ? `${fn.arn}:${version.version}` : fn.arn,
    Runtime: version.runtime,
    Role: version.role,
    Handler: version.handler,
    CodeSize: version.codeSize,
    Description: version.description,
    Timeout: version.timeout,
    MemorySize: version.memorySize,
    LastModified: version.lastModified,
    CodeSha256: version.codeSha256,
    Version: version.version,
    VpcConfig: version.vpcConfig && { ...version.vpcConfig, VpcId: "" },
    DeadLetterConfig: version.deadLetterConfig,
    Environment: version.environment && { Variables: version.environment },
    KMSKeyArn: version.kmsKeyArn,
    TracingConfig: version.tracingConfig ?? { Mode: "PassThrough" },
    RevisionId: version.revisionId,
    Layers: version.layers.length > 0 ? version.layers.map((Arn) => ({ Arn, CodeSize: 0 })) : undefined,
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: version.architectures,
    EphemeralStorage: version.ephemeralStorage,
    SnapStart: { ApplyOn: version.snapStart?.ApplyOn ?? "None", OptimizationStatus: "Off" },
    LoggingConfig: version.loggingConfig,
  };
}

const touch = (version: FunctionVersion): FunctionVersion => ({
  ...version,
  lastModified: new Date().toISOString().replace("Z", "+0000"),
  revisionId: randomUUID(),
});

function publish(fn: LambdaFunction, description?: string): FunctionVersion {
  const newest = fn.versions[String(fn.nextVersion - 1)];
  // Publishing what has not changed since the last version answers that version.
  if (newest && newest.revisionId === fn.latest.revisionId) return newest;
  const version = String(fn.nextVersion++);
  fn.versions[version] = { ...fn.latest, version, description: description || fn.latest.description };
  return fn.versions[version];
}

async function createFunction(code: CodeStore, input: CreateFunctionCommandInput, call: Call) {
  const { functions } = lambdaState(call);
  const { name } = parseFunctionName(input.FunctionName ?? "");
  if (functions[name]) throw resourceConflict(`Function already exist: ${name}`);
  if (!input.Role) throw invalidParameter("Role is required");
  if (input.PackageType === "Image") throw invalidParameter("the sandbox emulator runs zip packages only");
  await requireExecutionRole(input.Role, call);
  const { codeSha256, codeSize } = await code.save(input.Code as unknown as CodeInput, call);
  const fn: LambdaFunction = {
    name,
    arn: `arn:aws:lambda:${call.region}:${call.account}:function:${name}`,
    latest: touch({
      version: "$LATEST",
      runtime: input.Runtime,
      role: input.Role,
      handler: input.Handler,
      description: input.Description ?? "",
      timeout: input.Timeout ?? 3,
      memorySize: input.MemorySize ?? 128,
      environment: checkEnvironment(input.Environment?.Variables),
      architectures: input.Architectures ?? ["x86_64"],
      layers: input.Layers ?? [],
      vpcConfig: input.VpcConfig,
      deadLetterConfig: input.DeadLetterConfig,
      kmsKeyArn: input.KMSKeyArn,
      tracingConfig: input.TracingConfig,
      ephemeralStorage: input.EphemeralStorage ?? { Size: 512 },
      snapStart: input.SnapStart,
      loggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}`, ...input.LoggingConfig },
      codeSha256,
      codeSize,
      lastModified: "",
      revisionId: "",
    }),
    versions: {},
    nextVersion: 1,
    aliases: {},
    policies: {},
    tags: { ...input.Tags },
    recursiveLoop: "Terminate",
    codeSigningConfigArn: input.CodeSigningConfigArn,
  };
  functions[name] = fn;
  return input.Publish ? describeVersion(fn, publish(fn)) : describeVersion(fn, fn.latest);
}

async function updateFunctionCode(code: CodeStore, input: UpdateFunctionCodeCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const saved = await code.save(input as unknown as CodeInput, call);
  if (input.DryRun) return describeVersion(fn, { ...fn.latest, ...saved });
  fn.latest = touch({ ...fn.latest, ...saved, architectures: input.Architectures ?? fn.latest.architectures });
  return input.Publish ? describeVersion(fn, publish(fn)) : describeVersion(fn, fn.latest);
}

async function updateFunctionConfiguration(input: UpdateFunctionConfigurationCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  if (input.Role !== undefined) await requireExecutionRole(input.Role, call);
  const before = fn.latest;
  fn.latest = touch({
    ...before,
    role: input.Role ?? before.role,
    handler: input.Handler ?? before.handler,
    description: input.Description ?? before.description,
    timeout: input.Timeout ?? before.timeout,
    memorySize: input.MemorySize ?? before.memorySize,
    environment: input.Environment ? checkEnvironment(input.Environment.Variables) : before.environment,
    runtime: input.Runtime ?? before.runtime,
    layers: input.Layers ?? before.layers,
    vpcConfig: input.VpcConfig ?? before.vpcConfig,
    deadLetterConfig: input.DeadLetterConfig ?? before.deadLetterConfig,
    kmsKeyArn: input.KMSKeyArn ?? before.kmsKeyArn,
    tracingConfig: input.TracingConfig ?? before.tracingConfig,
    ephemeralStorage: input.EphemeralStorage ?? before.ephemeralStorage,
    snapStart: input.SnapStart ?? before.snapStart,
    loggingConfig: { ...before.loggingConfig, ...input.LoggingConfig },
  });
  return describeVersion(fn, fn.latest);
}

function deleteFunction(input: DeleteFunctionCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const qualifier = qualifierOf(input.FunctionName, input.Qualifier);
  if (qualifier === undefined) delete lambdaState(call).functions[fn.name];
  else {
    const used = Object.values(fn.aliases).find((alias) => alias.functionVersion === qualifier);
    if (used) throw resourceConflict(`Version ${qualifier} is used by alias ${used.name}`);
    delete fn.versions[versionOf(fn, qualifier).version];
  }
  return {};
}

async function getFunction(input: GetFunctionCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const qualifier = qualifierOf(input.FunctionName, input.Qualifier);
  const version = versionOf(fn, qualifier);
  return {
    Configuration: describeVersion(fn, version),
    Code: { RepositoryType: "S3", Location: `${call.emulator.url()}/code/${encodeURIComponent(version.codeSha256)}` },
    Tags: qualifier === undefined && (await mayListTags(fn, call)) ? fn.tags : undefined,
    Concurrency:
      fn.reservedConcurrency === undefined ? undefined : { ReservedConcurrentExecutions: fn.reservedConcurrency },
  };
}

/** Lambda answers tags only to who may list them: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
async function mayListTags({ arn }: LambdaFunction, call: Call): Promise<boolean> {
  const { judge } = call.emulator;
  return judge === undefined || judge.mayAlso({ action: "lambda:ListTags", resource: arn }, call);
}

function listVersions(input: ListVersionsByFunctionCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  const all = [fn.latest, ...Object.values(fn.versions).sort((a, b) => Number(a.version) - Number(b.version))];
  const { items, nextToken } = page(all, { maxResults: input.MaxItems, nextToken: input.Marker }, PAGE, call);
  return { Versions: items.map((version) => describeVersion(fn, version, true)), NextMarker: nextToken };
}

function publishVersion(input: PublishVersionCommandInput, call: Call) {
  const fn = functionOf(input.FunctionName, call);
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== fn.latest.codeSha256)
    throw invalidParameter("CodeSha256 does not match the code of $LATEST");
  return describeVersion(fn, publish(fn, input.Description));
}

/** Operations on functions and their versions. */
export const functionOperations = (code: CodeStore): Operations => ({
  CreateFunction: operation((input: CreateFunctionCommandInput, call) => createFunction(code, input, call)),
  UpdateFunctionCode: operation((input: UpdateFunctionCodeCommandInput, call) => updateFunctionCode(code, input, call)),
  UpdateFunctionConfiguration: operation(updateFunctionConfiguration),
  GetFunction: operation(getFunction),
  GetFunctionConfiguration: operation((input: GetFunctionCommandInput, call) => {
    const fn = functionOf(input.FunctionName, call);
    return describeVersion(fn, versionOf(fn, qualifierOf(input.FunctionName, input.Qualifier)));
  }),
  DeleteFunction: operation(deleteFunction),
  ListFunctions: operation((input: ListFunctionsCommandInput, call) => {
    const request = { maxResults: input.MaxItems, nextToken: input.Marker };
    const { items, nextToken } = page(Object.values(lambdaState(call).functions), request, PAGE, call);
    return { Functions: items.map((fn) => describeVersion(fn, fn.latest)), NextMarker: nextToken };
  }),
  PublishVersion: operation(publishVersion),
  ListVersionsByFunction: operation(listVersions),
});
