import type { z } from "zod";
import type { CommandContext } from "../frame";
import { askApi } from "./application-api";
import { listText } from "./application-text";

/** A list of the application's API, the one thing that was named of it, and how people read both. */
export interface ListOrOne<I, O> {
  /** Id of the one thing. @default - the list */
  readonly id: string | undefined;
  /** Options of the command; those that are not about the call and its form are filters of the list. */
  readonly options: { readonly api?: string; readonly json?: boolean } & Readonly<
    Record<string, string | boolean | undefined>
  >;
  /** Path of the list; one thing is below it. */
  readonly path: string;
  readonly page: z.ZodType<{ readonly items: readonly I[]; readonly next?: string | undefined }>;
  /** Cells of a thing in the list. */
  readonly cells: (item: I) => readonly string[];
  readonly one: z.ZodType<O>;
  readonly text: (one: O) => string;
}

/** Prints a page of a list, or one thing of it where one is named. @returns the exit code */
export async function printListOrOne<I, O>(
  { environment, print }: Pick<CommandContext, "environment" | "print">,
  { id, options: { api, json = false, ...filters }, path, page, cells, one, text }: ListOrOne<I, O>,
): Promise<number> {
  const show = (value: unknown, words: () => string): void =>
    print(json ? JSON.stringify(value, undefined, 2) : words());
  if (id === undefined) {
    const query = filters as Readonly<Record<string, string | undefined>>;
    const { items, next } = await askApi(api, environment, { method: "GET", path, query, answer: page });
    show({ items, next }, () => listText(items.map(cells), next));
    return 0;
  }
  const at = `${path}/${encodeURIComponent(id)}`;
  const found = await askApi(api, environment, { method: "GET", path: at, answer: one });
  show(found, () => text(found));
  return 0;
}
