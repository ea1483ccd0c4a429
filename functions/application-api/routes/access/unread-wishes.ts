import { z } from "zod";
import type { AccessRecord } from "../../../../governance/access";
import type { ApiSettings } from "../../settings";

/** Wish that the form of a request holds in words that rules cannot read. */
export const unreadWish = z.strictObject({
  wish: z.enum(["purpose", "durationDays", "columns", "rows"]),
  text: z.string().describe("Words of whoever filled in the form."),
});

const WISHES = unreadWish.shape.wish.options;
const fields = z.record(z.string(), z.unknown());
/** Longest text that is shown. */
const LONGEST = 2000;

/** Wishes that no fact came of: whoever decides reads what was written. */
export function unreadWishes(
  { asked, facts }: Pick<AccessRecord, "asked" | "facts">,
  form: ApiSettings["requestForm"],
): z.input<typeof unreadWish>[] {
  const filled = fields.safeParse(parsed(form && asked?.forms?.[form.typeName])).data;
  if (form === undefined || facts === undefined || filled === undefined) return [];
  return WISHES.flatMap((wish) => {
    const field = form[wish];
    const value = field === undefined || facts.request[wish] !== undefined ? undefined : filled[field];
    if (value === undefined || value === null || value === "") return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [{ wish, text: text.slice(0, LONGEST) }];
  });
}

function parsed(content: string | undefined): unknown {
  try {
    return content === undefined ? undefined : JSON.parse(content);
  } catch {
    return undefined;
  }
}
