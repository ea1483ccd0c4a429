import { readDomain } from "../../audit/domain";
import { openDomain, UnreadableDomainError } from "../../audit/operator";
import { loadStageAmongOthers, type Stage } from "../../configuration";
import { expectedRights, peopleRoles } from "../../configuration/resolve";
import { askingRoleArnPrefix } from "../../contracts/names";
import { Directory } from "../../governance/reports";
import { RunnerError } from "../../runner/errors";
import type { CommandContext, OptionSpec } from "../frame";
import { chooseStage, environmentsDirectory } from "./stage-choice";

/** Options of commands that read the domain of a stage with the caller's own credentials. */
export const LIVE_DOMAIN = {
  stage: { type: "string", value: "name", help: "stage whose domain is read (default: TF_WORKSPACE)" },
  domain: { type: "string", value: "id", help: "id of the domain (default: found by its name)" },
} as const satisfies Record<string, OptionSpec>;

/** Limits of the application, as long as the configuration says nothing else. */
const OPTIONS = { requestDays: 3, grantHours: 24 };

/** The domain of a stage as it is, for reports. The application's records are not read: decisions are told as the service has them. */
export async function readLiveDomain(
  { stage: name, domain }: { readonly stage?: string; readonly domain?: string },
  { environment, display }: Pick<CommandContext, "environment" | "display">,
): Promise<{ readonly stage: Stage; readonly directory: Directory }> {
  const { stage, organization: stages } = loadStageAmongOthers(
    chooseStage(name, environment),
    environmentsDirectory(environment),
  );
  const { region, adoptDomainId, name: domainName } = stage.domain;
  const id = domain ?? adoptDomainId;
  display.note(`reading the domain ${id ?? `"${domainName}"`} with the caller's own credentials`);
  try {
    const { organization } = stage.environment;
    const askingRoles = askingRoleArnPrefix(organization.partition, stage.governance.id, organization.namePrefix);
    const reader = await openDomain({
      region,
      domain: id === undefined ? { name: domainName } : { id },
      peopleRoles: peopleRoles(stage),
      environment,
    });
    const view = await readDomain({ ...reader, askingRoles });
    const standing = expectedRights(stage, stages).projects.map((project) => project.name);
    const options = { ...OPTIONS, standing, now: view.readAt };
    return { stage, directory: new Directory({ view, decisions: [], lifetimes: [], options }) };
  } catch (error) {
    if (!(error instanceof UnreadableDomainError)) throw error;
    throw new RunnerError(
      error.message,
      "set a profile or keys of the account that owns the domain, of a role that is a member of its projects; name the domain with --domain",
      { cause: error },
    );
  }
}
