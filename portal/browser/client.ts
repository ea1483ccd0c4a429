import { OPERATIONS, type Operations, type Problem } from "../api/operations";
import { FaultError, type Fault } from "./fault";

/** Name of an operation of the API. */
export type OperationName = keyof Operations;

const TABLE: Readonly<Record<OperationName, { readonly method: string; readonly path: string }>> = OPERATIONS;

/** Source of tokens; one that was refused is not given again. */
export interface TokenSource {
  token(isRefused?: boolean): Promise<string>;
}

/** Parts of a call. */
export type Asked<N extends OperationName> = {
  readonly id?: string;
  /** Id of the filter that the path names beside. */
  readonly filter?: string;
  readonly query?: Operations[N]["query"];
} & (Operations[N]["body"] extends undefined
  ? { readonly body?: undefined }
  : { readonly body: Operations[N]["body"] });

/** The API, in the types that its own schemas have. */
export class PortalApi {
  /** Keys of changes that nobody has answered yet: the same change, sent again, is not done twice. */
  private readonly keys = new Map<string, string>();

  constructor(private readonly session: TokenSource) {}

  /** Calls an operation. @throws FaultError */
  async call<N extends OperationName>(name: N, asked: Asked<N>): Promise<Operations[N]["answer"]> {
    const { method, path } = TABLE[name];
    const body = asked.body === undefined ? undefined : JSON.stringify(asked.body);
    const named = path.replace("{filter}", encodeURIComponent(asked.filter ?? ""));
    const address = addressOf(named, asked.id, asked.query as Query | undefined);
    const change = `${method} ${address} ${body ?? ""}`;
    if (method !== "GET" && !this.keys.has(change)) this.keys.set(change, crypto.randomUUID());
    const headers: Record<string, string> = { accept: "application/json" };
    if (method !== "GET") headers["idempotency-key"] = this.keys.get(change) ?? "";
    if (body !== undefined) headers["content-type"] = "application/json";
    const answer = await this.sent(address, { method, headers, body });
    const fault = answer.ok ? undefined : await faultOfAnswer(answer);
    if (!mayHaveHappened(answer.status, fault)) this.keys.delete(change);
    if (fault === undefined) return (await answer.json()) as Operations[N]["answer"];
    throw new FaultError(fault);
  }

  private async sent(address: string, init: RequestInit & { readonly headers: Record<string, string> }) {
    const send = async (isRefused: boolean) => {
      const authorization = `Bearer ${await this.session.token(isRefused)}`;
      return answered(address, { ...init, headers: { ...init.headers, authorization } });
    };
    const first = await send(false);
    // A token may be refused before its time: it is renewed once.
    return first.status === 401 ? send(true) : first;
  }
}

/** A change of which nobody knows whether it was done keeps its key; so does one that is being done. */
function mayHaveHappened(status: number, fault: Fault | undefined): boolean {
  return status >= 500 || (fault?.kind === "problem" && fault.problem.code === "still-running");
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** Address of a call. */
export function addressOf(path: string, id = "", query: Query = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const text = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return `${path.replace("{id}", encodeURIComponent(id))}${text === "" ? "" : `?${text}`}`;
}

/** No call sends a cookie, is answered from a memory, or is led elsewhere. */
const ALONE = { cache: "no-store", credentials: "omit", redirect: "error" } as RequestInit;

/** Answer of whoever answers. @throws FaultError where nobody does */
export async function answered(address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, { ...init, ...ALONE });
  } catch {
    throw new FaultError({ kind: "offline" });
  }
}

async function faultOfAnswer(answer: Response): Promise<Fault> {
  if (answer.status === 401) return { kind: "session-over" };
  const isProblem = (answer.headers.get("content-type") ?? "").startsWith("application/problem+json");
  if (!isProblem) return { kind: "unreadable", status: answer.status };
  return { kind: "problem", problem: (await answer.json()) as Problem };
}
