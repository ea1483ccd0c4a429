import { ListEnvironmentsCommand, ListProjectsCommand, type ProjectSummary } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, lacksPermission } from "../../../aws/faults";
import { allPages } from "../../../aws/pages";
import { readMark, type ProjectService } from "../../../governance/project-requests";
import type { ProjectDomain } from "./domain";

/** The service takes 8 calls a second of ListEnvironments. */
const AT_ONCE = 8;

/**
 * Environments in accounts, without those of requests that claim the account.
 *
 * The service lists environments of one project at a time: a call for each project of the domain.
 */
export const environmentsIn = async (
  domain: ProjectDomain,
  claimed: Parameters<ProjectService["environmentsIn"]>[0],
): Promise<Record<string, number>> => {
  const counts: Record<string, number> = Object.fromEntries(Object.keys(claimed).map((account) => [account, 0]));
  const projects = await allProjects(domain);
  for (let start = 0; start < projects.length; start += AT_ONCE) {
    const group = projects.slice(start, start + AT_ONCE);
    const places = await Promise.all(group.map(({ id = "" }) => accountsOf(domain, id)));
    group.forEach(({ description = "" }, index) => {
      const requestId = readMark(description)?.requestId ?? "";
      for (const account of places[index])
        if (account in counts && !claimed[account].includes(requestId)) counts[account]++;
    });
  }
  return counts;
};

/** All projects of a domain that the function sees. */
export function allProjects({ client, settings }: ProjectDomain): Promise<ProjectSummary[]> {
  return allPages(
    (nextToken) => client.send(new ListProjectsCommand({ domainIdentifier: settings.domainId, nextToken })),
    ({ items }) => items,
  );
}

/** Accounts of a project's environments, one entry for each environment. */
export async function accountsOf({ client, settings }: ProjectDomain, projectIdentifier: string): Promise<string[]> {
  const on = { domainIdentifier: settings.domainId, projectIdentifier };
  const environments = await orNoneToSee(() =>
    allPages(
      (nextToken) => client.send(new ListEnvironmentsCommand({ ...on, nextToken })),
      ({ items }) => items,
    ),
  );
  return environments.map(({ awsAccountId = "" }) => awsAccountId);
}

/** A project may go while it is counted, and one that the function is no member of may not show its environments: they do not count. */
async function orNoneToSee<T>(ask: () => Promise<T[]>): Promise<T[]> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || (isDenied(error) && !lacksPermission(error))) return [];
    throw error;
  }
}
