/** A page of a List operation. */
interface Page {
  readonly nextToken?: string | undefined;
}

/** All items of a List operation, over all pages: the object that is looked for may be on the last one. */
export async function allPages<P extends Page, T>(
  fetch: (nextToken: string | undefined) => Promise<P>,
  items: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  let nextToken: string | undefined;
  do {
    const page = await fetch(nextToken);
    found.push(...(items(page) ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && nextToken !== "");
  return found;
}
