import { AssumeRoleError } from "../aws/credentials";
import { awsFault, lacksPermission, saidBy } from "../aws/faults";
import { explained } from "../aws/known-texts";
import type { Finding, Place, Waiting } from "./finding";
import { RefusedReadError } from "./reads";

const SOURCE = "docs/preflight.md";

/** Findings of one check. */
export class Notebook {
  readonly findings: Finding[] = [];
  readonly waiting: Waiting[] = [];
  /** Sentences about what could not be asked and does not have to be. */
  readonly remarks: string[] = [];

  constructor(readonly check: string) {}

  found(place: Place, finding: Omit<Finding, keyof Place | "check">): void {
    const { account, accountId, region } = place;
    const where = region === undefined ? { account, accountId } : { account, accountId, region };
    // Texts of AWS have line breaks, and a finding is one line.
    const what = finding.what.replace(/\s+/g, " ").trim();
    this.findings.push({ ...finding, what, check: this.check, ...where });
  }

  /** Notes what cannot be asked yet. */
  waits(what: string): void {
    if (!this.waiting.some((known) => known.for === what)) this.waiting.push({ check: this.check, for: what });
  }

  /** Notes something that a reader should know and that is no finding. */
  remark(text: string): void {
    if (!this.remarks.includes(text)) this.remarks.push(text);
  }

  /**
   * Looks at one thing. A read that is refused, or that has no answer, is a finding of its own, and everything else is looked
   * at all the same.
   *
   * @throws whatever is a mistake of this program
   */
  async looking(place: Place, look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      const unread = unreadReason(error);
      if (unread === undefined) throw error;
      this.found(place, { code: "LOOK_REFUSED", source: SOURCE, ...unread });
    }
  }

  /** Looks at several things of one account or of several, some at the same time. */
  async lookingAtEach<T>(
    things: readonly T[],
    placeOf: (thing: T) => Place,
    look: (thing: T, place: Place) => Promise<void>,
  ): Promise<void> {
    const queue = [...things];
    const work = async (): Promise<void> => {
      for (let thing = queue.shift(); thing !== undefined; thing = queue.shift()) {
        const next = thing;
        const place = placeOf(next);
        await this.looking(place, () => look(next, place));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
}

/** Calls at the same time: EC2 and IAM allow some tens a second in an account. */
const AT_ONCE = 8;

function unreadReason(error: unknown): Pick<Finding, "what" | "cure"> | undefined {
  if (error instanceof RefusedReadError) {
    const { action, cause } = error;
    const what = `could not look: ${action} refused (${cause.name}: ${cause.message})`;
    // DataZone's own rules are beside those of IAM.
    if (action.startsWith("datazone:") && !lacksPermission(cause))
      return { what: explained(what), cure: "let the role see it in the domain, or ignore it" };
    return { what, cure: `grant ${action} (npm run policies prints it for the purpose preflight), or ignore it` };
  }
  if (error instanceof AssumeRoleError)
    return { what: `could not look: ${error.message}`, cure: "run it again with credentials that last long enough" };
  if (awsFault(error) === undefined) return undefined;
  return { what: explained(`could not look: ${saidBy(error)}`), cure: "run it again; ignore it where it stays" };
}
