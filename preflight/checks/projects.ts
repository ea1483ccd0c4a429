import { GetProjectCommand, ListProjectsCommand, type GetProjectOutput } from "@aws-sdk/client-datazone";
import { explain } from "../../aws/known-texts";
import { allPages } from "../../aws/pages";
import type { Check } from "../check";
import { firstProject } from "../finding";
import { placeOf } from "../landscape";

const FAILED = ["DELETE_FAILED", "UPDATE_FAILED"];

/** Check that no project is stuck half-way. */
export const projects: Check = {
  name: "projects",
  asks: "Is there no project whose deployment or deletion failed?",
  after: "domain",
  async run({ stage, governance, domain }, notes) {
    if (governance === undefined || domain === undefined) return;
    const datazone = governance.reads.datazone(stage.domain.region);
    const place = placeOf(governance, stage.domain.region);
    await notes.looking(place, async () => {
      const listed = await allPages(
        (nextToken) => datazone.send(new ListProjectsCommand({ domainIdentifier: domain.id, nextToken })),
        (page) => page.items,
      );
      await notes.lookingAtEach(
        listed,
        () => place,
        async ({ id: identifier = "" }) => {
          const live = await datazone.send(new GetProjectCommand({ domainIdentifier: domain.id, identifier }));
          const stuck = stuckStatus(live);
          if (stuck === undefined) return;
          const reasons = reasonsOf(live);
          const known = explain(reasons.join("; "));
          notes.found(place, {
            code: "PROJECT_STUCK",
            what: `project "${live.name ?? identifier}" (${identifier}) is ${stuck}${reasons.length === 0 ? "" : `: ${[...reasons, ...known.map(({ cause }) => cause)].join("; ")}`}`,
            cure:
              known.length === 0
                ? "mend the cause, then deploy or delete it again"
                : known.map(({ cure }) => cure).join("; "),
            source: firstProject(3),
          });
        },
      );
    });
  },
};

function stuckStatus({ projectStatus, environmentDeploymentDetails }: GetProjectOutput): string | undefined {
  if (projectStatus !== undefined && FAILED.includes(projectStatus)) return projectStatus;
  const deployment = environmentDeploymentDetails?.overallDeploymentStatus;
  return deployment?.startsWith("FAILED_") === true ? deployment : undefined;
}

function reasonsOf({ environmentDeploymentDetails, failureReasons = [] }: GetProjectOutput): string[] {
  const environments = Object.entries(environmentDeploymentDetails?.environmentFailureReasons ?? {}).flatMap(
    ([name, errors]) => errors.map(({ message }) => `${name}: ${message ?? ""}`),
  );
  return [...environments, ...failureReasons.map(({ message = "" }) => message)].sort();
}
