import { ZodError } from "zod";
import type { Operations, Problem } from "../api/operations";
import type { Caller } from "../../governance/people";

/** Answer of the fake API. */
export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A call of somebody who is signed in. */
export interface Call {
  readonly caller: Caller;
  readonly id: string;
  /** Id of the filter that the path names beside. */
  readonly filter: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Operations that an area of the API serves. */
export type Handlers = { readonly [N in keyof Operations]?: (call: Call) => Operations[N]["answer"] };

/** A problem that is thrown. */
export class Refused extends Error {
  constructor(readonly problem: Pick<Problem, "status" | "code" | "title" | "detail"> & Partial<Problem>) {
    super(problem.detail);
  }
}

/** Problem of who asks for what is not there, or not theirs to see. */
export const notFound = (): Refused =>
  new Refused({
    status: 404,
    code: "not-found",
    title: "There is nothing here that the caller may see",
    detail: "Check the address, or ask for a right to see it.",
  });

/** Page of a list, as the query asks for it. */
export function paged<T>(all: readonly T[], query: URLSearchParams): { items: readonly T[]; next?: string } {
  const limit = Number(query.get("limit") ?? 25);
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < all.length ? String(from + limit) : undefined;
  return { items: all.slice(from, from + limit), next };
}

/** Answer of a handler, or the problem that it throws. */
export function answered(work: () => unknown, status: number): FakeAnswer {
  try {
    return { status, body: work() };
  } catch (error) {
    if (error instanceof ZodError) return invalid(error);
    if (!(error instanceof Refused)) throw error;
    const { code } = error.problem;
    return {
      status: error.problem.status,
      body: { type: `urn:problem:${code}`, correlationId: "fake-0001", ...error.problem },
    };
  }
}

const invalid = ({ issues }: ZodError): FakeAnswer => ({
  status: 400,
  body: {
    type: "urn:problem:invalid-request",
    status: 400,
    code: "invalid-request",
    title: "The request is not as it should be",
    detail: "Mend what is named, and send it again.",
    correlationId: "fake-0001",
    faults: issues.map(({ path, message }) => ({ in: "body", at: path.join("."), message })),
  },
});
