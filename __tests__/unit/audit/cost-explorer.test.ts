import { CostExplorerSource } from "../../../audit/cost";

const group = (tag: string, account: string, amount: string | undefined) => ({
  Keys: [tag, account],
  Metrics: { UnblendedCost: { Amount: amount, Unit: "USD" } },
});

function source(pages: readonly object[]) {
  const sent: Record<string, unknown>[] = [];
  const client = {
    send: (command: { input: Record<string, unknown> }) => {
      sent.push(command.input);
      return Promise.resolve(pages[sent.length - 1]);
    },
  };
  return { sent, costs: new CostExplorerSource(client as never, "AmazonDataZoneProject") };
}

describe("Cost Explorer", () => {
  test("is asked for whole months by tag and account, over all pages", async () => {
    const TimePeriod = { Start: "2026-10-01", End: "2026-11-01" };
    const { sent, costs } = source([
      {
        NextPageToken: "more",
        ResultsByTime: [{ TimePeriod, Estimated: false, Groups: [group("AmazonDataZoneProject$p1", "1", "2.50")] }],
      },
      { ResultsByTime: [{ TimePeriod, Estimated: true, Groups: [group("AmazonDataZoneProject$", "2", "1")] }] },
    ]);

    const spends = await costs.spends("2026-10", "2026-11");

    expect(spends).toEqual([
      { month: "2026-10", accountId: "1", tagValue: "p1", amount: 2.5, currency: "USD", isEstimated: false },
      { month: "2026-10", accountId: "2", tagValue: "", amount: 1, currency: "USD", isEstimated: true },
    ]);
    expect(sent[0]).toMatchObject({ TimePeriod: { Start: "2026-10-01", End: "2026-12-01" }, Granularity: "MONTHLY" });
    expect(sent[1].NextPageToken).toBe("more");
  });

  test("does not take an amount that is missing for zero", async () => {
    const Groups = [group("AmazonDataZoneProject$p1", "1", undefined)];
    const { costs } = source([{ ResultsByTime: [{ TimePeriod: { Start: "2026-10-01" }, Groups }] }]);
    await expect(costs.spends("2026-10", "2026-10")).rejects.toThrow("no amount for AmazonDataZoneProject$p1, 1");
  });
});
