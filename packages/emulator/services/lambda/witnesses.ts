import { EVENT_SOURCE_WITNESSES } from "./event-sources/witnesses";
import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of Lambda with their witnesses. */
export const LAMBDA_WITNESSES: readonly Witness[] = [
  ...witnessesOf("lambda.functions", "services/lambda/functions.ts", [
    [
      "publish",
      "documented",
      "Publishing code and configuration that did not change answers the last version.",
      "Lambda API reference, PublishVersion",
    ],
    [
      "reserved-variables",
      "documented",
      "Environment variables that Lambda sets itself are refused.",
      "Lambda developer guide, reserved environment variables",
    ],
  ]),
  ...witnessesOf("lambda.service", "services/lambda/index.ts", [
    [
      "asynchronous",
      "documented",
      "An asynchronous invocation is answered with 202 before the function runs.",
      "Lambda API reference, Invoke",
    ],
  ]),
  ...witnessesOf("lambda.functions.tags", "services/lambda/functions.ts", [
    [
      "listed",
      "documented",
      "GetFunction answers tags only to callers with lambda:ListTags.",
      "Lambda API reference, GetFunction",
    ],
  ]),
  ...witnessesOf("lambda.aliases", "services/lambda/aliases.ts", [
    [
      "routing",
      "assumed",
      "An alias without weights has no routing configuration.",
      "an empty one would be a difference for Terraform",
    ],
  ]),
  ...witnessesOf("lambda.policies", "services/lambda/policies.ts", [
    [
      "kept",
      "assumed",
      "Resource policies are kept and returned in the order in which statements were added.",
      "the order is not documented",
    ],
  ]),
  ...witnessesOf("lambda.execution-role", "services/lambda/execution-role.ts", [
    [
      "trust",
      "documented",
      "A function's role has to let lambda.amazonaws.com assume it, or the call fails with InvalidParameterValueException.",
      "Lambda Developer Guide, Defining Lambda function permissions with an execution role",
    ],
  ]),
  ...witnessesOf("lambda.names", "services/lambda/function-names.ts", [
    [
      "forms",
      "documented",
      "A function is named by name, partial ARN or ARN, with or without a qualifier.",
      "Lambda API reference, FunctionName",
    ],
    [
      "own-account",
      "assumed",
      "A function of another account does not exist for a caller, whatever its resource policy says.",
      "no part of the product calls across accounts",
    ],
  ]),
  ...witnessesOf("lambda.code", "services/lambda/code-store.ts", [
    [
      "archive",
      "documented",
      "Code that is no zip archive is refused with InvalidParameterValueException.",
      "Lambda API reference, CreateFunction",
    ],
  ]),
  ...EVENT_SOURCE_WITNESSES,
  ...witnessesOf("lambda.settings", "services/lambda/function-settings.ts", [
    [
      "no-code-signing",
      "measured",
      "A function without code signing is answered with nothing, although the model requires two members.",
      "LocalStack, whose answers are compared with AWS",
    ],
    [
      "defaults",
      "documented",
      "Settings that nobody made are answered as Lambda's defaults.",
      "Lambda API reference, GetFunctionConcurrency and its neighbours",
    ],
  ]),
];
