import { adoptionAddress, type AdoptableKindName } from "../../contracts/adoption";

/** Something that was found and is not adopted, or not as a whole. */
export interface Remark {
  /** What it is about, for example `profile "Lakehouse"`. */
  readonly subject: string;
  readonly reason: string;
  /** What a person does about it. */
  readonly step: string;
}

/** What to do about an object that the rules of the configuration do not accept. */
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

  /** What is not adopted, in the order in which it was found. */
  get remarks(): readonly Remark[] {
    return this.left;
  }
}
