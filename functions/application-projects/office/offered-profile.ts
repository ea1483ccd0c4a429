import type { EnvironmentConfiguration, GetProjectProfileOutput } from "@aws-sdk/client-datazone";
import type { ProjectDomain } from "../service/domain";
import { described, offeredBy } from "../service/facts";
import type { OfferedProfile } from "./domain";

/** A profile with all that a request for a project of it may choose. */
export async function offeredProfile(
  domain: ProjectDomain,
  key: string,
  { name = key, description = "", environmentConfigurations = [] }: GetProjectProfileOutput,
): Promise<OfferedProfile> {
  const accounts = new Map<string, Set<string>>();
  for (const { accountId, regions } of await offeredBy(domain, environmentConfigurations.map(described)))
    accounts.set(accountId, new Set([...(accounts.get(accountId) ?? []), ...regions]));
  return {
    ...{ key, name, description },
    accounts: [...accounts].map(([id, regions]) => ({ id, regions: [...regions].sort() })),
    configurations: environmentConfigurations.map(offeredConfiguration),
  };
}

function offeredConfiguration(configuration: EnvironmentConfiguration): OfferedProfile["configurations"][number] {
  const { name, region } = described(configuration);
  const overrides = configuration.configurationParameters?.parameterOverrides ?? [];
  return {
    name,
    ...(region === undefined ? {} : { region }),
    parameters: overrides
      .filter(({ isEditable }) => isEditable !== false)
      .map(({ name: parameter = "", value }) => ({ name: parameter, ...(value === undefined ? {} : { value }) })),
  };
}
