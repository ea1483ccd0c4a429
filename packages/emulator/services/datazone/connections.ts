import type { ListConnectionsCommandInput } from "@aws-sdk/client-datazone";
import { accessDenied } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { domainOf, notPermitted } from "./access";
import { isTooling } from "./blueprints";
import { environmentsOf } from "./environments";
import type { Domain, Environment, Project } from "./model";
import { callerAsMember, sameMember } from "./principals";
import { projectOf } from "./projects";

const PAGE = 50;

/** The connection through which a project's tooling is found, whatever its blueprint is called (field evidence, section 5). */
const iamConnection = (domain: Domain, project: Project, tooling: Environment) => ({
  connectionId: tooling.id,
  domainId: domain.id,
  domainUnitId: project.domainUnitId,
  environmentId: tooling.id,
  name: "project.iam",
  physicalEndpoints: [
    { awsLocation: { awsAccountId: tooling.awsAccountId, awsRegion: tooling.awsAccountRegion, accessRole: undefined } },
  ],
  projectId: project.id,
  props: { iamProperties: { environmentId: tooling.id } },
  type: "IAM",
  scope: "PROJECT",
});

/** Members of the project only: an administrator of the domain is refused (field evidence, section 2). */
function listConnections(input: ListConnectionsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const project = input.projectIdentifier === undefined ? undefined : projectOf(domain, input.projectIdentifier, call);
  const caller = callerAsMember(domain, call);
  if (!project?.memberships.some(({ member }) => sameMember(member, caller))) throw accessDenied(notPermitted(call));
  const connections = environmentsOf(domain, project.id, call)
    .filter((environment) => isTooling(domain, environment.environmentBlueprintId))
    .map((environment) => iamConnection(domain, project, environment))
    .filter(({ name, type }) => (input.name ?? name) === name && (input.type ?? type) === type)
    .filter(({ environmentId }) => (input.environmentIdentifier ?? environmentId) === environmentId);
  return page(connections, input, PAGE, call);
}

/** Operations on connections: only the one that every project has. */
export const CONNECTION_OPERATIONS: Operations = { ListConnections: operation(listConnections) };
