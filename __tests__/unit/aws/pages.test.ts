import { allPages, type Page } from "../../../aws/pages";

test.each(["nextToken", "NextToken", "NextContinuationToken"] as const)(
  "reads every page of a service that writes %s, and asks for each once",
  async (member) => {
    const asked: (string | undefined)[] = [];
    const pages: Record<string, string[] | undefined> = { first: ["a", "b"], "2": undefined, "3": ["c"] };
    const items = await allPages(
      (token): Promise<Page & { items?: string[] }> => {
        asked.push(token);
        const next = token === undefined ? "2" : token === "2" ? "3" : "";
        return Promise.resolve({ items: pages[token ?? "first"], [member]: next });
      },
      (page) => page.items,
    );
    expect(items).toEqual(["a", "b", "c"]);
    expect(asked).toEqual([undefined, "2", "3"]);
  },
);

test("holds a page of any length", async () => {
  const page = { items: Array.from({ length: 300_000 }, (_, index) => index), nextToken: undefined };
  const items = await allPages(
    () => Promise.resolve(page),
    (answer) => answer.items,
  );
  expect(items).toHaveLength(300_000);
});
