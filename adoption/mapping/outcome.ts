import { adoptionAddress, type AdoptableKindName } from "../../contracts/adoption";

/** Something that was found and is not adopted, or not as a whole. */
export interface Remark {
  /** Object that the remark is about, for example `profile "Lakehouse"`. */
  readonly subject: string;
  readonly reason: string;
  /** Action that a person takes about it. */
  readonly step: string;
}

/** Action to take about an object that the rules of the configuration do not accept. */
export const REFUSED_STEP = "correct it on AWS and run the command again, or keep it by hand";

/** Collects what becomes of each object: a stage's file adopts it, or it is left, with a remark. */
export class Outcome {
  private readonly left: Remark[] = [];
  private readonly adopted = new Map<string, Record<string, string>>();

  /** Notes that a stage's file adopts an object. */
  adopt(stage: string, id: string, kind: AdoptableKindName, ...keys: readonly string[]): void {
    const entries = this.adopted.get(stage) ?? {};
    this.adopted.set(stage, { ...entries, [adoptionAddress(kind, ...keys)]: id });
  }

  /** Notes what is not adopted. */
  leave(subject: string, reason: string, step: string): void {
    this.left.push({ subject, reason, step });
  }

  /** Ids that a stage's file adopts, by address. */
  adoptedBy(stage: string): Readonly<Record<string, string>> {
    return this.adopted.get(stage) ?? {};
  }

  /** Remarks on what is not adopted, in the order in which it was found. */
  get remarks(): readonly Remark[] {
    return this.left;
  }
}
