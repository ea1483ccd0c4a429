import { z } from "zod";
import { HostBusy, HostRefusal } from "../../../governance/repositories";
import {
  HostSecretError,
  HostThrottles,
  HostUnreachable,
  saidIn,
  type HostAnswer,
  type HostRequest,
  type Transport,
} from "../../code-host";

/** A request, and the statuses that its caller knows what to do with. */
export interface Ask {
  readonly body?: unknown;
  readonly headers?: HostRequest["headers"];
  /** @default [200] */
  readonly takes?: readonly number[];
}

/** A host's API: answers of statuses that are asked for, and everything else as a reason that people can act on. */
export class Api {
  /** @param name - address of the host for people */
  public constructor(
    private readonly send: Transport,
    private readonly name: string,
  ) {}

  /** @throws HostRefusal, HostBusy */
  public async ask(method: HostRequest["method"], path: string, ask: Ask = {}): Promise<HostAnswer> {
    const { body, headers, takes = [200] } = ask;
    const request = { method, path, ...(body === undefined ? {} : { body }), ...(headers && { headers }) };
    const answer = await this.reached(request);
    if (takes.includes(answer.status)) return answer;
    throw this.refusal(request, answer);
  }

  /** Body of an answer of 200, or nothing where the host answers 404. */
  public async find<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.ask("GET", path, { takes: [200, 404] });
    return answer.status === 404 ? undefined : this.read(answer, schema);
  }

  /** Body of an answer as a schema has it. */
  public read<T>(answer: HostAnswer, schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return parsed.data;
    const text = `${this.name} answers in a form that is not known: ${z.prettifyError(parsed.error)}`;
    throw this.unexpected(text);
  }

  /** A refusal with the words of the host. */
  public refusal({ method, path }: Pick<HostRequest, "method" | "path">, answer: HostAnswer): HostRefusal {
    const what = `${method} ${path.split("?")[0]}`;
    const text = `${this.name} answered ${what} with ${saidIn(answer)}`;
    if (answer.status === 401)
      return refuses(text, "put a token into the secret of the code host that is valid, or the key of its GitHub App");
    if (answer.status === 403)
      return refuses(text, "give the token or app the permissions that docs/use-case-repositories.md lists");
    return this.unexpected(text);
  }

  private unexpected(text: string): HostRefusal {
    const fix = "compare what the host says with docs/use-case-repositories.md; it is tried again with the next sweep";
    return new HostRefusal({ code: "host-unexpected", text, fix, for: "platform" });
  }

  private async reached(request: HostRequest): Promise<HostAnswer> {
    try {
      return await this.send(request);
    } catch (error) {
      throw refusalOf(error) ?? error;
    }
  }
}

const refuses = (text: string, fix: string): HostRefusal =>
  new HostRefusal({ code: "host-refuses", text, fix, for: "platform" });

/** Meaning of an error of the connection; nothing where it is a defect. */
function refusalOf(error: unknown): Error | undefined {
  if (error instanceof HostThrottles) return new HostBusy(error.until, error.message);
  if (error instanceof HostUnreachable)
    return new HostRefusal({ code: "host-unreachable", text: error.message, fix: error.fix, for: "platform" });
  if (!(error instanceof HostSecretError)) return undefined;
  const fix = "correct the secret of the code host in AWS Secrets Manager (docs/use-case-repositories.md)";
  return new HostRefusal({ code: "secret-unreadable", text: error.message, fix, for: "platform" });
}

/** A part of a path: every sign that would mean something there is escaped. */
export const part = (text: string): string => encodeURIComponent(text);
