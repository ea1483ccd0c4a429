import { ServiceError } from "../../errors";
import type { Call } from "../../service";
import { type FunctionVersion, initialLambdaState, type LambdaFunction, type LambdaState } from "./model";

/** A function as callers name it: name, `name:qualifier`, partial or whole ARN. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
  readonly account?: string;
  readonly region?: string;
}

/** Reads a function's name, partial ARN or ARN, with or without a qualifier. */
export function parseFunctionName(text: string): FunctionReference {
  const arn = /^arn:[^:]+:lambda:([^:]+):(\d{12}):function:([^:]+)(?::([^:]+))?$/.exec(text);
  if (arn) return { region: arn[1], account: arn[2], name: arn[3], qualifier: arn[4] };
  const partial = /^(?:(\d{12}):)?(?:function:)?([^:]+)(?::([^:]+))?$/.exec(text);
  if (!partial) throw invalidParameter(`Invalid function name: ${text}`);
  return { account: partial[1], name: partial[2], qualifier: partial[3] };
}

/** Refusal of a parameter's value. */
export const invalidParameter = (message: string) => new ServiceError("InvalidParameterValueException", 400, message);
/** Refusal of what exists already. */
export const resourceConflict = (message: string) => new ServiceError("ResourceConflictException", 409, message);
/** Refusal of what does not exist. */
export const resourceNotFound = (message: string) => new ServiceError("ResourceNotFoundException", 404, message);

/** Functions of the caller's account and Region. */
export const lambdaState = (call: Call) =>
  call.emulator.store.state<LambdaState>("lambda", call.account, call.region, initialLambdaState);

/** A function of the caller's account. Cross-account access by resource policy is not emulated. */
export function functionOf(functionName: string | undefined, call: Call): LambdaFunction {
  const { name, account } = parseFunctionName(functionName ?? "");
  const found = account === undefined || account === call.account ? lambdaState(call).functions[name] : undefined;
  if (!found) {
    const arn = `arn:aws:lambda:${call.region}:${account ?? call.account}:function:${name}`;
    throw resourceNotFound(`Function not found: ${arn}`);
  }
  return found;
}

/** The qualifier a request asks for, in its own member or in the name. */
export const qualifierOf = (functionName: string | undefined, qualifier: string | undefined) =>
  qualifier ?? parseFunctionName(functionName ?? "").qualifier;

/** The version behind a qualifier: $LATEST, a number, or an alias. */
export function versionOf(fn: LambdaFunction, qualifier: string | undefined): FunctionVersion {
  if (qualifier === undefined || qualifier === "$LATEST") return fn.latest;
  const version = fn.versions[fn.aliases[qualifier]?.functionVersion ?? qualifier];
  if (fn.aliases[qualifier]?.functionVersion === "$LATEST") return fn.latest;
  if (!version) throw resourceNotFound(`Function not found: ${fn.arn}:${qualifier}`);
  return version;
}
