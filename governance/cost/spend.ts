/** Money that one month's use of one account cost, for one value of the tag. */
export interface Spend {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly accountId: string;
  /** Value of the tag; empty for what does not carry it. */
  readonly tagValue: string;
  readonly amount: number;
  readonly currency: string;
  /** The month is not closed yet. */
  readonly isEstimated: boolean;
}

/** A limit for a month. */
export interface Budget {
  readonly of: "project" | "account" | "business-unit";
  /** Id or name of the project, id of the account, key of the business unit. */
  readonly subject: string;
  readonly amount: number;
  readonly currency: string;
}

/** An account, as the configuration has it. */
export interface CostedAccount {
  readonly id: string;
  readonly name: string;
  /** Absent where it belongs to none. */
  readonly businessUnit?: string;
}

/** Choices of an organization about its costs. */
export interface CostChoice {
  /**
   * Tag that tells projects apart. `AmazonDataZoneProject` is set by the service and holds the project's id; of any other tag the project's
   * own value counts.
   */
  readonly tag: string;
  readonly accounts: readonly CostedAccount[];
  readonly budgets: readonly Budget[];
}

/** A source of spend: Cost Explorer, or an export. */
export interface CostSource {
  /** Spend of the months from one to another (`YYYY-MM`), both included. */
  spends(from: string, to: string): Promise<readonly Spend[]>;
}

/** Tag by which the service marks what belongs to a project. */
export const SERVICE_TAG = "AmazonDataZoneProject";

/** A month (`YYYY-MM`) some months after another. */
export function monthAfter(month: string, count = 1): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Months from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return months;
}
