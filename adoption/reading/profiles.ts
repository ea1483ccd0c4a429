import {
  GetAccountPoolCommand,
  GetProjectProfileCommand,
  ListAccountPoolsCommand,
  ListProjectProfilesCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { LivePool, LiveProfile } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

/** Account pools with their members. */
export async function readPools({ datazone }: AccountClients, domainIdentifier: string): Promise<LivePool[]> {
  const summaries = await allPages(
    (nextToken) => datazone.send(new ListAccountPoolsCommand({ domainIdentifier, nextToken })),
    (page) => page.items,
  );
  const pools = await eachOf(summaries, async ({ id = "" }): Promise<LivePool> => {
    const live = await datazone.send(new GetAccountPoolCommand({ domainIdentifier, identifier: id }));
    const { accounts, customAccountPoolHandler: handler } = live.accountSource ?? {};
    return {
      id,
      name: live.name ?? "",
      description: live.description,
      accounts: accounts === undefined ? undefined : sortedBy(accounts, ({ awsAccountId = "" }) => awsAccountId),
      handler:
        handler === undefined
          ? undefined
          : {
              lambdaFunctionArn: handler.lambdaFunctionArn ?? "",
              lambdaExecutionRoleArn: handler.lambdaExecutionRoleArn,
            },
    };
  });
  return sortedBy(pools, ({ name }) => name);
}

/** Project profiles with their environment configurations. */
export async function readProfiles(
  { datazone }: AccountClients,
  domainIdentifier: string,
  rootUnitId: string,
): Promise<LiveProfile[]> {
  const summaries = await allPages(
    (nextToken) => datazone.send(new ListProjectProfilesCommand({ domainIdentifier, nextToken })),
    (page) => page.items,
  );
  const profiles = await eachOf(summaries, async ({ id = "" }): Promise<LiveProfile> => {
    const live = await datazone.send(new GetProjectProfileCommand({ domainIdentifier, identifier: id }));
    return {
      id,
      name: live.name ?? "",
      description: live.description,
      status: live.status ?? "DISABLED",
      unitId: live.domainUnitId ?? rootUnitId,
      configurations: live.environmentConfigurations ?? [],
      resourceTags: sortedBy(live.projectResourceTags ?? [], ({ key = "" }) => key),
      allowCustomResourceTags: live.allowCustomProjectResourceTags ?? false,
      resourceTagsDescription: live.projectResourceTagsDescription,
    };
  });
  return sortedBy(profiles, ({ name }) => name);
}
