import { GetCostAndUsageCommand, type CostExplorerClient, type ResultByTime } from "@aws-sdk/client-cost-explorer";
import { allPages } from "../../aws/pages";
import { monthAfter, type CostSource, type Spend } from "../../governance/cost";

/**
 * Spend from Cost Explorer: it needs nothing that has to be set up and kept, where an export needs a bucket, a table and Athena. A page costs
 * 0.01 USD; the tag has to be activated as a cost allocation tag in the payer account, and counts from then on.
 *
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html
 */
export class CostExplorerSource implements CostSource {
  /** @param client - Of the payer account: others see their own costs alone, if the payer lets them. */
  public constructor(
    private readonly client: Pick<CostExplorerClient, "send">,
    private readonly tag: string,
  ) {}

  public async spends(from: string, to: string): Promise<Spend[]> {
    const results = await allPages(
      async (NextPageToken) => {
        const page = await this.client.send(
          new GetCostAndUsageCommand({
            // The end is not included.
            TimePeriod: { Start: `${from}-01`, End: `${monthAfter(to)}-01` },
            Granularity: "MONTHLY",
            Metrics: ["UnblendedCost"],
            // Two groups are the most that it takes; of a tag it answers with all values, the empty one among them.
            GroupBy: [
              { Type: "TAG", Key: this.tag },
              { Type: "DIMENSION", Key: "LINKED_ACCOUNT" },
            ],
            NextPageToken,
          }),
        );
        return { nextToken: page.NextPageToken, results: page.ResultsByTime };
      },
      (page) => page.results,
    );
    return results.flatMap((result) => spendsOf(result, this.tag));
  }
}

function spendsOf({ TimePeriod, Groups = [], Estimated = false }: ResultByTime, tag: string): Spend[] {
  return Groups.map(({ Keys = [], Metrics = {} }) => {
    const [tagged = "", accountId = ""] = Keys;
    const { Amount, Unit } = Metrics.UnblendedCost ?? {};
    const amount = Number(Amount);
    if (Amount === undefined || !Number.isFinite(amount))
      throw new Error(`Cost Explorer gives no amount for ${Keys.join(", ")}`);
    return {
      month: (TimePeriod?.Start ?? "").slice(0, 7),
      accountId,
      // A group of a tag is named `<key>$<value>`.
      tagValue: tagged.startsWith(`${tag}$`) ? tagged.slice(tag.length + 1) : tagged,
      amount,
      currency: Unit ?? "",
      isEstimated: Estimated,
    };
  });
}
