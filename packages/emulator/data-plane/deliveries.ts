/** End of what was to be handed to one target. */
export interface Delivery {
  /** ARN of the rule or schedule. */
  readonly source: string;
  readonly target: string;
  /** Id of the event. @default - of a schedule, which has none */
  readonly event?: string;
  readonly outcome: "DELIVERED" | "DEAD_LETTER" | "LOST";
  /** Reason for which it was not delivered. */
  readonly problem?: string;
}

const KEPT = 10_000;

/** Record of deliveries to targets, the last 10 000. */
export class Deliveries {
  private readonly noted: (Delivery & { readonly at: string })[] = [];

  note(delivery: Delivery): void {
    this.noted.push({ ...delivery, at: new Date().toISOString() });
    if (this.noted.length > KEPT) this.noted.splice(0, this.noted.length - KEPT);
  }

  list(): readonly (Delivery & { readonly at: string })[] {
    return this.noted;
  }

  clear(): void {
    this.noted.length = 0;
  }
}
