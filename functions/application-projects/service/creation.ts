import {
  CreateProjectCommand,
  type CreateProjectInput,
  type EnvironmentConfigurationUserParameter,
} from "@aws-sdk/client-datazone";
import { isDuplicate, saidBy } from "../../../aws/faults";
import { TAG_KEYS } from "../../../contracts/names";
import type { Creation, ProjectDraft } from "../../../governance/project-requests";
import type { ProjectDomain } from "./domain";
import { profileOf } from "./facts";
import { markedProject, projectsNamed } from "./look";
import type { Directory } from "./people";
import { isRefusal, reasonOf } from "./refusals";

/** Value of the tag `smus:managed-by` of projects that people asked for; Terraform's is another. */
export const MANAGED_BY_APPLICATION = "smus-application";

/** Makes a project, once: the service has no client token, so a name that is taken may be the project of a lost answer. */
export async function createProject(
  domain: ProjectDomain,
  directory: Directory,
  draft: ProjectDraft,
): Promise<Creation> {
  const input = await inputOf(domain, directory, draft);
  try {
    const { id = "" } = await domain.once.send(new CreateProjectCommand(input));
    return { projectId: id };
  } catch (error) {
    if (isDuplicate(error)) return adopted(domain, directory, draft);
    if (isRefusal(error)) return { refused: reasonOf(saidBy(error)) };
    throw error;
  }
}

/** Only a project that carries the request's own mark is taken for it; one that is not to be seen yet is looked for again. */
async function adopted(
  domain: ProjectDomain,
  directory: Directory,
  { wish: { name }, requestId }: ProjectDraft,
): Promise<Creation> {
  const projectId = await markedProject(domain, directory, name, requestId);
  if (projectId !== undefined) return { projectId };
  const others = await projectsNamed(domain, name);
  const taken = reasonOf(`Another project is named ${JSON.stringify(name)}: ask again with another name.`);
  // A list lags behind, and may leave out projects that the function is no member of.
  return others.length === 0 ? { outOfSight: taken } : { refused: taken };
}

async function inputOf(
  domain: ProjectDomain,
  directory: Directory,
  { wish, description, placement }: ProjectDraft,
): Promise<CreateProjectInput> {
  const { domainId, names } = domain.settings;
  const profile = await profileOf(domain, directory, wish.profile);
  const fixed = (profile?.projectResourceTags ?? []).map(({ key }) => key);
  const mayTag = profile?.allowCustomProjectResourceTags === true && !fixed.includes(TAG_KEYS.managedBy);
  return {
    domainIdentifier: domainId,
    name: wish.name,
    description,
    domainUnitId: names.units[wish.unit],
    projectProfileId: profile?.id,
    userParameters: userParameters(wish, placement),
    ...(mayTag ? { resourceTags: { [TAG_KEYS.managedBy]: MANAGED_BY_APPLICATION } } : {}),
  };
}

/** With pools every configuration needs its account, those on demand, too (field evidence, section 4, 5). */
function userParameters(
  { parameters }: ProjectDraft["wish"],
  { resolved }: ProjectDraft["placement"],
): EnvironmentConfigurationUserParameter[] {
  const configurations = new Set([...resolved.map(({ configuration }) => configuration), ...Object.keys(parameters)]);
  return [...configurations].map((environmentConfigurationName) => {
    const place = resolved.find(({ configuration }) => configuration === environmentConfigurationName);
    const values = Object.entries(parameters[environmentConfigurationName] ?? {});
    return {
      environmentConfigurationName,
      ...(place === undefined
        ? {}
        : {
            environmentResolvedAccount: {
              awsAccountId: place.accountId,
              regionName: place.region,
              sourceAccountPoolId: place.poolId,
            },
          }),
      ...(values.length === 0 ? {} : { environmentParameters: values.map(([name, value]) => ({ name, value })) }),
    };
  });
}
