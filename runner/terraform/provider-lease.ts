import { request, type IncomingMessage } from "node:http";
import { createInterface } from "node:readline";

/** The provider as terraform names it. */
export const AWS_PROVIDER = "registry.terraform.io/hashicorp/aws";

/** Needs of a terraform run that a running provider must meet. */
export interface LeaseRequest {
  /** Absolute path of the stack's directory, in which the provider looks for relative paths. */
  readonly directory: string;
  /** Types of resources and data sources that the run may meet, in the configuration or in the state. */
  readonly types: readonly string[];
  /** Path of the provider's executable, which it must have been started from. */
  readonly binary: string;
  /** Variables that it must have been started with. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Names of the variables that a provider reads: who it is, where AWS is, and the way there.
 *
 * Without `AWS_CA_BUNDLE`: endpoints on this machine need none, and a provider with one cannot be configured twice (it
 * adds the certificates to the HTTP client that it already has, and fails; seen with 5.100).
 */
export const PROVIDER_VARIABLES = /^(AWS_(?!CA_BUNDLE$).*|(HTTPS?|NO)_PROXY)$/i;

/** A running provider that is ours alone until we end the lease. */
export interface ProviderLease {
  /** Value of `TF_REATTACH_PROVIDERS`. */
  readonly reattach: string;
  /**
   * Gives the provider back.
   *
   * @param clean whether it did all that it was asked to; otherwise it is ended, as nobody knows what it is in the middle of
   */
  end(clean: boolean): Promise<void>;
}

/** As long as the pool itself waits for a provider on a busy machine, and a little. */
const START_LIMIT_MILLISECONDS = 150_000;
const END_LIMIT_MILLISECONDS = 10_000;

/**
 * Takes a running provider from the pool at `pool`. The lease is the connection: when this process dies, it closes, and
 * the pool ends the provider.
 *
 * @throws Error where the pool does not answer, or refuses
 */
export async function takeLease(pool: string, wanted: LeaseRequest): Promise<ProviderLease> {
  const answer = await send(new URL("/leases", pool), "POST", START_LIMIT_MILLISECONDS, JSON.stringify(wanted));
  const line = await firstLine(answer);
  if (answer.statusCode !== 200) throw new Error(line || `it answered ${answer.statusCode}`);
  const { id, reattach } = JSON.parse(line) as { id: string; reattach: object };
  return {
    reattach: JSON.stringify(reattach),
    end: async (clean) => {
      const url = new URL(`/leases/${id}${clean ? "" : "?discard=true"}`, pool);
      try {
        (await send(url, "DELETE", END_LIMIT_MILLISECONDS)).resume();
      } catch {
        // Closing the connection ends the provider as well.
      } finally {
        answer.destroy();
      }
    },
  };
}

function send(url: URL, method: string, limit: number, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    const timer = setTimeout(() => sent.destroy(new Error(`no answer after ${limit / 1000} s`)), limit);
    sent.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    sent.end(body);
  });
}

/** Afterwards the answer goes on, and is an error when the pool ends: of that terraform tells, whose provider ended with it. */
async function firstLine(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: answer });
    lines.once("line", resolve);
    for (const source of [answer, lines]) source.on("error", () => resolve(""));
    lines.once("close", () => resolve(""));
  });
}
