import * as lambdaClient from "@aws-sdk/client-lambda";
import { restJson } from "../../../../packages/emulator/http/protocols";
import { needsOf, type Need, readRequest } from "../../../../packages/emulator/iam/requests";
import type { Facts } from "../../../../packages/emulator/iam/policies/facts";
import type { Call, EmulatorContext, HttpRequest, ParsedRequest, Service } from "../../../../packages/emulator/service";
import { cloudControl } from "../../../../packages/emulator/services/cloudcontrol";
import { cloudFormation } from "../../../../packages/emulator/services/cloudformation";
import { codeConnections } from "../../../../packages/emulator/services/codeconnections";
import { datazone } from "../../../../packages/emulator/services/datazone";
import { ram } from "../../../../packages/emulator/services/ram";
import { Store } from "../../../../packages/emulator/store";
import { knownFacts } from "./known-facts";

export const ACCOUNT = "111111111111";
export const REGION = "us-east-1";

/** A request as the log of a run has recorded it. */
export interface RecordedCall {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Services of the emulator, with the protocols that read their requests. */
export const OWN_SERVICES: Readonly<Record<string, Pick<Service, "protocol">>> = {
  cloudcontrolapi: cloudControl,
  cloudformation: cloudFormation,
  codeconnections: codeConnections,
  datazone,
  lambda: {
    protocol: restJson({
      service: "lambda",
      client: lambdaClient,
      served: Object.keys(lambdaClient).flatMap((name) => (name.endsWith("$") ? [name.slice(0, -1)] : [])),
      payloads: { Invoke: "Payload" },
    }),
  },
  ram,
};

const toRequest = ({ method, path, query, headers, body }: RecordedCall): HttpRequest => ({
  method,
  path,
  query: new URLSearchParams(query),
  headers: headers ?? {},
  body: Buffer.from(body ?? ""),
});

/** Operation and input of a recorded request, as the emulator reads it. */
export function readCall(recorded: RecordedCall): ParsedRequest {
  const own = OWN_SERVICES[recorded.service] as (typeof OWN_SERVICES)[string] | undefined;
  return own ? own.protocol.parse(toRequest(recorded)) : readRequest(recorded.service, toRequest(recorded));
}

/** A call of an administrator, on an emulator that holds nothing but what `store` has. */
export function callOf(service: string, operation: string, store = new Store()): Call {
  return {
    service,
    operation,
    account: ACCOUNT,
    region: REGION,
    callerArn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/session`,
    accessKeyId: "key",
    requestId: "request",
    emulator: { store } as unknown as EmulatorContext,
  };
}

/** Needs of a call. */
export async function needsOfCall(
  service: string,
  operation: string,
  input: object,
  { facts = knownFacts(), store }: { facts?: Facts; store?: Store } = {},
): Promise<readonly Need[] | undefined> {
  const call = callOf(service, operation, store);
  return needsOf({ operation, input: input as Record<string, unknown>, call, facts });
}
