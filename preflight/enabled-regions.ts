import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import type { Stage } from "../configuration/model";
import type { OpenedAccount } from "./accounts";
import { placeOf, usedRegions, type SeenAccount } from "./landscape";
import type { Notebook } from "./notebook";

const NOT_ENABLED = "not-opted-in";
const SOURCE = "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html";

/**
 * Finds the Regions that each account has enabled. A call to another one is answered as if the keys were wrong, so that nothing
 * else is asked there.
 */
export async function withEnabledRegions(
  stage: Stage,
  opened: readonly OpenedAccount[],
  notes: Notebook,
): Promise<SeenAccount[]> {
  const seen = new Map<string, SeenAccount>();
  await notes.lookingAtEach(opened, placeOf, async ({ account, reads }) => {
    const wanted = usedRegions(stage, account);
    // Where that cannot be read, every Region is asked: its own answers say what is wrong.
    seen.set(account.id, { account, reads, regions: wanted });
    const { Regions = [] } = await reads.homeEc2().send(new DescribeRegionsCommand({ AllRegions: true }));
    const status = new Map(Regions.map(({ RegionName, OptInStatus }) => [RegionName, OptInStatus]));
    const missing = wanted.filter((region) => (status.get(region) ?? NOT_ENABLED) === NOT_ENABLED);
    seen.set(account.id, { account, reads, regions: wanted.filter((region) => !missing.includes(region)) });
    for (const region of missing)
      notes.found(placeOf({ account }, region), {
        code: "REGION_NOT_ENABLED",
        what: status.has(region) ? `the account has not enabled ${region}` : `there is no Region ${region}`,
        cure: `aws account enable-region --region-name ${region}, in the account or through the organization; it takes minutes to hours`,
        source: SOURCE,
      });
  });
  return opened.flatMap(({ account }) => seen.get(account.id) ?? []);
}
