import type { LambdaClient } from "@aws-sdk/client-lambda";
import { lambdaClientAs } from "../../aws/clients/lambda";
import { AssumeRoleError } from "../../aws/credentials";
import {
  ACCESS_LIST_LIMIT,
  READ_QUALIFIER,
  type AccessList,
  type AccessListRequest,
  type CompletenessRequest,
  type GrantQuery,
  type KeptBlueprintsRequest,
  type ReadRequest,
  type ReadResponse,
} from "../../contracts/control-plane";
import { messageOf, RunnerError } from "../errors";
import type { StackProvider } from "./stack-provider";

/** Events that the alias `read` takes. */
type Question = ReadRequest | AccessListRequest | KeptBlueprintsRequest | CompletenessRequest;

/** Sends an event to the alias `read` of an account's control-plane function, and answers what it answered. */
export type Invoke = (event: Question) => Promise<unknown>;

/** The function as the drift report asks it. */
export class FunctionReader {
  constructor(private readonly invoke: Invoke) {}

  async read(request: ReadRequest): Promise<ReadResponse> {
    return (await this.invoke(request)) as ReadResponse;
  }

  /** Grants and owners, in as many invocations as it takes. */
  async access(domainId: string, grants: readonly GrantQuery[], owners: readonly string[]): Promise<AccessList> {
    const lists: AccessList[] = [];
    for (const part of chunks(grants))
      lists.push((await this.invoke({ action: "access", domainId, grants: [...part], owners: [] })) as AccessList);
    for (const part of chunks(owners))
      lists.push((await this.invoke({ action: "access", domainId, grants: [], owners: [...part] })) as AccessList);
    return { grants: lists.flatMap((list) => list.grants), owners: lists.flatMap((list) => list.owners) };
  }
}

/**
 * Invokes with the role that the stack's provider assumes: the plan role may invoke the alias `read`, and that writes
 * nothing. Honours `AWS_ENDPOINT_URL` and its Lambda form.
 *
 * @param sessionName - by which CloudTrail tells who asked
 */
export function invokeThrough(
  provider: StackProvider,
  functionName: string,
  environment: NodeJS.ProcessEnv,
  sessionName = "smus-drift",
): Invoke {
  let client: Promise<LambdaClient> | undefined;
  return async (event) => {
    const { InvokeCommand } = await import("@aws-sdk/client-lambda");
    client ??= lambdaClientAs(provider, environment, sessionName);
    const command = new InvokeCommand({
      FunctionName: functionName,
      Qualifier: READ_QUALIFIER,
      Payload: Buffer.from(JSON.stringify(event)),
    });
    const response = await sent(functionName, provider, async () => (await client)?.send(command));
    const answer = JSON.parse(response?.Payload?.transformToString() || "{}") as { errorMessage?: string };
    if (response?.FunctionError === undefined) return answer;
    throw new RunnerError(answer.errorMessage ?? `${functionName}: ${response.FunctionError}`);
  };
}

async function sent<T>(functionName: string, { accountId }: StackProvider, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof AssumeRoleError) throw new RunnerError(error.message, undefined, { cause: error });
    throw new RunnerError(
      `function ${functionName}:${READ_QUALIFIER} of account ${accountId} cannot be invoked: ${messageOf(error)}`,
      undefined,
      { cause: error },
    );
  }
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += ACCESS_LIST_LIMIT) yield items.slice(from, from + ACCESS_LIST_LIMIT);
}
