import { GetProjectCommand } from "@aws-sdk/client-datazone";
import { z } from "zod";
import { isDenied, isNotFound } from "../../aws/faults";
import type { AiopsSettings } from "../../contracts/aiops/settings";
import type { RepositoryKey } from "../../governance/repositories";
import type { Domain } from "./facts/build-project";

/** Message that the function has sent itself. */
const own = z.strictObject({ useCase: z.string().min(1), repository: z.enum(["build", "deploy"]) });

/**
 * Members of CloudTrail's event of CreateProject that are relied on (field evidence, section 7). An event is a doorbell: it says where to
 * look, and nothing of what it says decides anything.
 */
const event = z.looseObject({
  detail: z.looseObject({
    eventName: z.string(),
    errorCode: z.string().optional(),
    requestParameters: z.looseObject({ domainIdentifier: z.string().optional() }).nullish(),
    responseElements: z.looseObject({ id: z.string().optional() }).nullish(),
  }),
});

const message = z.union([own, event]);

/** Both repositories of a use case. */
export const repositoriesOf = (useCase: string): RepositoryKey[] => [
  { useCase, repository: "build" },
  { useCase, repository: "deploy" },
];

/**
 * Repositories that a message is about; none for calls that failed, for other domains and for projects in which nothing is built.
 *
 * @param body - Message of the queue.
 * @throws where the body is neither: the queue keeps it for somebody to look at
 */
export async function repositoriesOfMessage(
  body: string,
  { useCases, domainId }: AiopsSettings,
  domain: Domain,
): Promise<RepositoryKey[]> {
  const parsed = message.parse(JSON.parse(body));
  // A use case that was taken out of the configuration since is nobody's any more.
  if (!("detail" in parsed)) return Object.hasOwn(useCases, parsed.useCase) ? [parsed] : [];
  const { eventName, errorCode, requestParameters, responseElements } = parsed.detail;
  const isOurs = requestParameters?.domainIdentifier === domainId;
  const id = responseElements?.id;
  if (eventName !== "CreateProject" || errorCode !== undefined || !isOurs || id === undefined) return [];
  const name = await nameOf(domain, id);
  if (name === undefined) return [];
  const built = Object.entries(useCases).filter(([, { build }]) => build.projectName === name);
  return built.flatMap(([useCase]) => repositoriesOf(useCase));
}

/** Name of a project; nothing where the function may not see it: the sweep looks at every use case anyway. */
async function nameOf({ client, domainId }: Domain, identifier: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetProjectCommand({ domainIdentifier: domainId, identifier }))).name;
  } catch (error) {
    if (isNotFound(error) || isDenied(error)) return undefined;
    throw error;
  }
}
