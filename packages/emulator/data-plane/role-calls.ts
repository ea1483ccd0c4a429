import { ServiceError } from "../errors";
import { unverifiedAuthorization } from "../identity";
import type { MotoProxy } from "../moto-proxy";
import type { HttpReply, HttpRequest } from "../service";
import { assumeRole, type RoleCredentials } from "../services/lambda/role-credentials";
import type { Outcome } from "../steps/exchange";

/** A role that a service works with. */
export interface RoleSession {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly region: string;
}

/** A request that is not signed yet. */
export type UnsignedRequest = Pick<HttpRequest, "method" | "path" | "headers" | "body">;

/** Content types of services that name the operation in a header. */
const TARGETS = { sqs: "AmazonSQS", events: "AWSEvents", states: "AWSStepFunctions" } as const;

/**
 * Calls of services in the name of roles that they were given: Lambda's pollers, schedules, targets of rules. They enter the
 * emulator as a call of the role would that comes from outside, so they are judged, logged and met by fault rules like it.
 */
export class RoleCalls {
  private readonly sessions = new Map<string, Promise<RoleCredentials>>();

  constructor(
    private readonly handle: (request: HttpRequest) => Promise<Outcome>,
    private readonly proxy: MotoProxy | undefined,
  ) {}

  /**
   * Calls an operation of a service that talks JSON.
   *
   * @throws ServiceError of the service, or IAM's refusal
   */
  async json<O>(session: RoleSession, service: keyof typeof TARGETS, operation: string, input: object): Promise<O> {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `${TARGETS[service]}.${operation}`,
    };
    const body = Buffer.from(JSON.stringify(input));
    const { body: text } = await this.send(session, service, { method: "POST", path: "/", headers, body });
    return (text.length === 0 ? {} : JSON.parse(text.toString())) as O;
  }

  /** Sends any request, signed by the role. @throws ServiceError where it is not answered with a success */
  async send(session: RoleSession, service: string, request: UnsignedRequest): Promise<HttpReply> {
    const { accessKeyId } = await this.credentials(session);
    const authorization = unverifiedAuthorization(accessKeyId, session.region, service);
    const outcome = await this.handle({
      ...request,
      query: new URLSearchParams(),
      headers: { ...request.headers, authorization },
    });
    if ("lost" in outcome) throw new ServiceError("RequestTimeout", 408, "the answer was lost");
    const { reply } = outcome;
    if (reply.status >= 300) throw errorOf(reply);
    return reply;
  }

  /** Forgets all sessions: their roles may be others after a reset. */
  clear(): void {
    this.sessions.clear();
  }

  private credentials({ roleArn, sessionName, region }: RoleSession): Promise<RoleCredentials> {
    const key = `${roleArn}/${sessionName}`;
    let session = this.sessions.get(key);
    if (session === undefined) {
      session = assumeRole(roleArn, sessionName, region, this.proxy);
      this.sessions.set(key, session);
      session.catch(() => this.sessions.delete(key));
    }
    return session;
  }
}

function errorOf({ status, headers, body }: HttpReply): ServiceError {
  const text = body.toString();
  try {
    const { __type, message, Message } = JSON.parse(text) as Record<string, string | undefined>;
    const code = headers["x-amzn-errortype"] ?? __type ?? "UnknownError";
    return new ServiceError(code.split("#").pop() ?? code, status, message ?? Message ?? text);
  } catch {
    const code = /<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? "UnknownError";
    return new ServiceError(code, status, /<Message>([^<]+)<\/Message>/.exec(text)?.[1] ?? text);
  }
}
