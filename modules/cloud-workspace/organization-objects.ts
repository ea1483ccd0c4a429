import { DataTfeAgentPool } from "@cdktf/provider-tfe/lib/data-tfe-agent-pool";
import { DataTfeProject } from "@cdktf/provider-tfe/lib/data-tfe-project";
import { DataTfeTeam } from "@cdktf/provider-tfe/lib/data-tfe-team";
import type { TerraformDataSource } from "cdktf";
import { Construct } from "constructs";
import { createHash } from "node:crypto";

/** Properties of {@link OrganizationObjects}: names of what must exist. */
export interface OrganizationObjectsProps {
  readonly organization: string;
  readonly project?: string;
  readonly agentPool?: string;
  /** Access by name of the team. */
  readonly teamAccess: Readonly<Record<string, string>>;
}

/**
 * Objects that a Terraform Cloud organization has already: project, agent pool and teams, looked up by name.
 *
 * Creates a data source for each; a name that does not exist fails the plan.
 */
export class OrganizationObjects extends Construct {
  /** Expression of the project's id; undefined where none is named. */
  public readonly projectId: string | undefined;
  /** Expression of the agent pool's id; undefined where none is named. */
  public readonly agentPoolId: string | undefined;
  /** Team ids (expressions) and their access, by a key that is a construct id and stays while the team keeps its name. */
  public readonly teams: Readonly<Record<string, { readonly teamId: string; readonly access: string }>>;

  constructor(scope: Construct, id: string, props: OrganizationObjectsProps) {
    super(scope, id);
    const { organization, project, agentPool } = props;
    if (project !== undefined)
      this.projectId = idOf(new DataTfeProject(this, "Project", { organization, name: project }));
    if (agentPool !== undefined)
      this.agentPoolId = idOf(new DataTfeAgentPool(this, "AgentPool", { organization, name: agentPool }));
    const teams = new Construct(this, "Teams");
    this.teams = Object.fromEntries(
      Object.entries(props.teamAccess).map(([name, access]) => {
        const key = constructIdOf(name);
        return [key, { teamId: idOf(new DataTfeTeam(teams, key, { organization, name })), access }];
      }),
    );
  }
}

function idOf(data: TerraformDataSource): string {
  return `\${data.${data.terraformResourceType}.${data.friendlyUniqueId}.id}`;
}

/** Names of teams are free text; construct ids that differ in punctuation only collapse into one, hence the hash. */
function constructIdOf(name: string): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${name.replace(/[^A-Za-z0-9]+/g, "-")}-${hash}`;
}
