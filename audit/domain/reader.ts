import type { DataZoneClient } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, saidBy } from "../../aws/faults";
import type { Gap } from "../../governance/reports";
import { withoutPath } from "../../governance/rights";

/** A client that only reads are sent through. */
export type ReadingClient = Pick<DataZoneClient, "send">;

/**
 * Groups of operations, each with a client of its own: the service has a rate for each operation, and the SDK's adaptive retry slows a whole
 * client down for one of them.
 */
export type ReadFamily = "projects" | "environments" | "requests" | "subscriptions" | "grants" | "profiles";

/** A domain, and who reads it. */
export interface DomainReader {
  readonly clients: Readonly<Record<ReadFamily, ReadingClient>>;
  readonly domainId: string;
  /** Calls of a family that are under way at the same time. */
  readonly concurrency: number;
  /**
   * ARN of the role that reads. The service's lists leave out what the caller may not see, and do not say so: projects that the role is
   * not a member of become gaps.
   *
   * @default - not known: what is not seen is not told
   */
  readonly readerArn?: string;
  /** ARNs of roles whose sessions are people, beside those of Identity Center. */
  readonly peopleRoles: readonly string[];
  /**
   * Beginning of the ARNs of the roles as which the application asks for people, one for each project: their requests are told as those of
   * the persons whom they name.
   *
   * @default - the application asks for nobody
   */
  readonly askingRoles?: string | undefined;
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
}

/** Largest page that the service gives of most things. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_ListSubscriptions.html */
export const PAGE = 50;

/** One client for all families, for domains in which speed does not matter. */
export function oneClient(client: ReadingClient): DomainReader["clients"] {
  return {
    projects: client,
    environments: client,
    requests: client,
    subscriptions: client,
    grants: client,
    profiles: client,
  };
}

/** Reading that tells what it could not read. */
export class Gaps {
  private readonly found = new Map<string, Gap>();

  /** The answer; nothing, and a gap, where the service refuses it or has no such thing. Any other fault ends the reading. */
  public async orGap<T>(subject: string, lost: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!isDenied(error) && !isNotFound(error)) throw error;
      this.add(subject, `${lost}: ${saidBy(error)}`);
      return undefined;
    }
  }

  public add(subject: string, what: string): void {
    this.found.set(`${subject} ${what}`, { subject, what });
  }

  public list(): Gap[] {
    return [...this.found.values()].sort((one, other) => (one.subject < other.subject ? -1 : 1));
  }
}

/** Works on items, a few at the same time; answers come in the order of the items. The first fault ends it. */
export async function eachAtOnce<T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    // All lanes take from one queue.
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  return results;
}

/** ARN of the role of a session; any other ARN as it is. Sessions do not tell the path of their role. */
export function roleOf(arn: string): string {
  const session = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session === null ? arn : `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
}

/** Tells whether two ARNs are of one role, whatever its path is and whether one of them is a session of it. */
export function isSameRole(one: string, other: string): boolean {
  return withoutPath(roleOf(one)) === withoutPath(roleOf(other));
}
