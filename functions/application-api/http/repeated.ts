import { createHash } from "node:crypto";
import { canonicalJson } from "../../../contracts/canonical-json";
import type { Caller } from "../../../governance/people";
import type { Services } from "../services";
import type { Reply } from "./answer";
import { headerOf, type HttpEvent } from "./event";
import { invalid } from "./input";
import { Problem } from "./problem";

/** Form of a key: what a UUID and the like need. */
const KEY = /^[\x21-\x7e]{8,128}$/;

/** A request that changes something, as far as it is told apart from others. */
export interface Repeatable {
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Answer that is kept: a reply, or the problem that the first request met. */
type Kept = { readonly reply: Reply } | { readonly problem: Pick<Problem, "code" | "detail" | "members" | "headers"> };

const hash = (value: unknown): string => createHash("sha256").update(canonicalJson(value)).digest("hex");

/**
 * Does a request once, however often it is sent with one `Idempotency-Key`: a second time it is answered as the first time.
 *
 * A key belongs to its caller. What failed by no fault of the sender gives the key back. Without the header the request is done;
 * revisions keep it from being done twice.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function onceFor(
  event: HttpEvent,
  { caller, ...request }: Repeatable,
  { answers }: Services,
  work: () => Promise<Reply>,
): Promise<Reply> {
  const given = headerOf(event, "idempotency-key");
  if (given === undefined) return work();
  if (!KEY.test(given))
    throw invalid([
      { in: "header", at: "Idempotency-Key", message: "has 8 to 128 printable characters without spaces" },
    ]);
  const key = hash([caller.kind, caller.id, given]);
  const begun = await answers.begin(key, hash(request));
  if (begun.state === "other")
    throw new Problem("key-used-otherwise", "Take a new Idempotency-Key for a new request; this one is of another.");
  if (begun.state === "running")
    throw new Problem("still-running", "Send the same request again in some seconds.", {}, { "retry-after": "5" });
  if (begun.state === "finished") return replayed(JSON.parse(begun.answer) as Kept);
  let kept: Kept;
  try {
    kept = { reply: await work() };
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "failed" || error.code === "service-busy") {
      await answers.abandon(key);
      throw error;
    }
    const { code, detail, members, headers } = error;
    kept = { problem: { code, detail, members, headers } };
  }
  await answers.finish(key, JSON.stringify(kept));
  return replayed(kept);
}

function replayed(kept: Kept): Reply {
  if ("reply" in kept) return kept.reply;
  const { code, detail, members, headers } = kept.problem;
  throw new Problem(code, detail, members, headers);
}
