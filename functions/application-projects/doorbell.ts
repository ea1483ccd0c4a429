import { GetEnvironmentCommand, GetProjectCommand } from "@aws-sdk/client-datazone";
import { z } from "zod";
import { isDenied, isNotFound } from "../../aws/faults";
import { readMark } from "../../governance/project-requests";
import type { ProjectDomain } from "./service/domain";

/** Message that the application has sent itself. */
const own = z.strictObject({ projectRequestId: z.string().min(1) });

/**
 * Members of an event that are relied on. An event is a doorbell: it says which project to look at, and nothing of what it says decides
 * anything. No content of these events was published (field evidence, section 7).
 */
const event = z.looseObject({
  "detail-type": z.string(),
  detail: z.looseObject({
    metadata: z
      .looseObject({ domain: z.string(), id: z.string(), owningProjectId: z.string().optional() })
      // Calls that CloudTrail tells of have none.
      .optional(),
    data: z.looseObject({ environmentId: z.string().optional() }).optional(),
  }),
});

const message = z.union([event, own]);
type ServiceEvent = z.output<typeof event>;

/**
 * Id of the request that a message is about; nothing for events of other domains, of other things, and of projects that are none of the
 * application's.
 *
 * @param body - Message of the queue.
 * @throws where the body is neither: the queue keeps it for somebody to look at
 */
export async function requestOfMessage(body: string, domain: ProjectDomain): Promise<string | undefined> {
  const parsed = message.parse(JSON.parse(body));
  if (!("detail" in parsed)) return parsed.projectRequestId;
  if (parsed.detail.metadata?.domain !== domain.settings.domainId) return undefined;
  const projectId = await projectOfEvent(parsed, domain);
  return projectId === undefined ? undefined : requestOfProject(projectId, domain);
}

async function projectOfEvent(rung: ServiceEvent, { client, settings }: ProjectDomain): Promise<string | undefined> {
  const type = rung["detail-type"];
  const { metadata, data } = rung.detail;
  if (type.startsWith("Project ")) return metadata?.owningProjectId ?? metadata?.id;
  if (!type.startsWith("Environment ")) return undefined;
  if (metadata?.owningProjectId !== undefined) return metadata.owningProjectId;
  const identifier = data?.environmentId ?? metadata?.id;
  const on = { domainIdentifier: settings.domainId, identifier };
  return (await orUnknown(() => client.send(new GetEnvironmentCommand(on))))?.projectId;
}

/** Request of a project that is there; one that is gone is found by the look that is scheduled for it. */
async function requestOfProject(identifier: string, { client, settings }: ProjectDomain): Promise<string | undefined> {
  const on = { domainIdentifier: settings.domainId, identifier };
  const project = await orUnknown(() => client.send(new GetProjectCommand(on)));
  return readMark(project?.description ?? "")?.requestId;
}

/** The answer; nothing where the caller may not know it, for then it is none of the application's. */
async function orUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || isDenied(error)) return undefined;
    throw error;
  }
}
