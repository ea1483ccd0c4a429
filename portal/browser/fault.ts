import type { Problem } from "../api/operations";
import { nameText } from "./words";

/** Something that keeps the page from doing what was asked of it. */
export type Fault =
  /** The API says what is wrong. */
  | { readonly kind: "problem"; readonly problem: Problem }
  /** Nobody answered. */
  | { readonly kind: "offline" }
  /** The session is over, and cannot be renewed without the person. */
  | { readonly kind: "session-over" }
  /** Somebody answered, and not in the API's words. */
  | { readonly kind: "unreadable"; readonly status: number };

/** A fault as something that is thrown. */
export class FaultError extends Error {
  override readonly name = "FaultError";

  constructor(readonly fault: Fault) {
    super(fault.kind);
  }
}

/** Something that can be done about a fault. */
export type Remedy = "retry" | "sign-in" | "reload" | "begin";

/** A fault in words for people. */
export interface Explanation {
  readonly title: string;
  readonly detail: string;
  readonly remedies: readonly Remedy[];
  /** Id by which operators find it in their log. */
  readonly reference?: string;
}

/** The fault of whatever was thrown; what is no fault of ours is a mistake of the page and stays one. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  throw error;
}

/** Words for a fault, and what can be done. */
export function explain(fault: Fault): Explanation {
  if (fault.kind === "offline")
    return {
      title: "You are offline",
      detail:
        "The application cannot be reached. Nothing that you typed is lost. Look at your connection and try again.",
      remedies: ["retry"],
    };
  if (fault.kind === "session-over")
    return {
      title: "Your session is over",
      detail: "Sign in again to go on. What you typed is kept in this tab.",
      remedies: ["sign-in"],
    };
  return fault.kind === "unreadable" ? unreadable(fault.status) : problemText(fault.problem);
}

function unreadable(status: number): Explanation {
  if (status === 403)
    return {
      title: "You may not do this",
      detail: "The application does not let you in here. Ask the governance team, if you think that you should be.",
      remedies: ["begin"],
    };
  const isBusy = status === 429 || status === 503;
  return {
    title: isBusy ? "The application is busy" : "The application does not answer as it should",
    detail: isBusy ? "Wait a moment, then try again." : `Try again in a minute. It answered with status ${status}.`,
    remedies: ["retry"],
  };
}

function problemText({
  title,
  detail,
  status,
  code,
  correlationId,
  decidedBy = [],
  faults = [],
}: Problem): Explanation {
  const by = decidedBy
    .filter((name) => name !== "outside")
    .map(deciderText)
    .join(" and ");
  const told = faults.map(({ at, message }) => (at === "" ? message : `${at}: ${message}`));
  const parts = [...(by === "" ? [] : [`Decided by ${by}.`]), detail, ...told.map((text) => `• ${text}`)];
  const reference = status >= 500 ? correlationId : undefined;
  return { title, detail: parts.join("\n"), remedies: remediesFor(code, status), reference };
}

const deciderText = (by: string): string =>
  nameText(by.replace(/^rule:/, "rule ").replace(/^lapse$/, "nobody in time"));

function remediesFor(code: Problem["code"], status: number): Remedy[] {
  if (code === "not-signed-in") return ["sign-in"];
  if (status >= 500 || code === "still-running") return ["retry"];
  if (code === "not-longer" || code === "invalid-request") return [];
  if (status === 409) return ["reload"];
  return status === 404 || status === 403 ? ["begin"] : [];
}
