/** Ids of AWS accounts: 12 digits that are no part of a longer number. */
const ACCOUNT_ID = /(?<!\d)\d{12}(?!\d)/g;

/** The text without ids of AWS accounts, for logs and comments that others can read. */
export function redactAccountIds(text: string): string {
  return text.replace(ACCOUNT_ID, "XXXXXXXXXXXX");
}
