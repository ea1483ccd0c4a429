import type { ProjectRecord } from "./record";

/** Marks the application's own part of a project's description. */
const MARK = /\s*\[smus project-request=([^\]]*)\]\s*$/;
/** Longest description that the service takes. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateProject.html */
const LONGEST = 2048;

/** Words of a description that the application can read again when its own records are lost. */
export interface MarkFacts {
  readonly requestId: string;
  readonly requester: string;
  /** Time at which the project ends; absent where it does not. */
  readonly endsAt?: string;
  /** The description without the mark. */
  readonly purpose: string;
}

/**
 * Description of a project for people, with what the application needs to find its own again: the request, who asked, and when the project
 * ends. A project without it is none of the application's, and is left alone.
 */
export function markedDescription({ requestId, requester, wish, endsAt = "" }: ProjectRecord): string {
  const mark = ` [smus project-request=${requestId} by=${encodeURIComponent(requester)} ends=${endsAt}]`;
  return wish.purpose.slice(0, LONGEST - mark.length) + mark;
}

/** Facts in a description that the application wrote; nothing where it carries no mark. */
export function readMark(description: string): MarkFacts | undefined {
  const mark = MARK.exec(description);
  if (mark === null) return undefined;
  const [requestId = "", ...parts] = mark[1].split(" ");
  const facts = new Map(parts.map((part) => [part.split("=")[0], part.split("=")[1]]));
  const by = facts.get("by");
  if (requestId === "" || by === undefined) return undefined;
  const endsAt = facts.get("ends") || undefined;
  const purpose = description.slice(0, mark.index);
  return { requestId, requester: decodedOr(by), purpose, ...(endsAt === undefined ? {} : { endsAt }) };
}

/** A mark that somebody has changed by hand is no reason to fail. */
function decodedOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
