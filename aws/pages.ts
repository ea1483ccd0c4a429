/** A page of a List operation, in the spelling of any service: most write `nextToken`, Organizations and S3 their own. */
export interface Page {
  readonly nextToken?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly NextContinuationToken?: string | undefined;
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
    // One by one: a page of S3 may hold more items than a call takes arguments for.
    for (const item of items(page) ?? []) found.push(item);
    nextToken = page.nextToken ?? page.NextToken ?? page.NextContinuationToken;
  } while (nextToken !== undefined && nextToken !== "");
  return found;
}
