import { RunTrigger } from "@cdktf/provider-tfe/lib/run-trigger";
import { TeamAccess } from "@cdktf/provider-tfe/lib/team-access";
import { Workspace } from "@cdktf/provider-tfe/lib/workspace";
import { WorkspaceSettings } from "@cdktf/provider-tfe/lib/workspace-settings";
import { Construct } from "constructs";
import { attributeOf } from "../expression";

/** Runs that start when files of a repository change. */
export interface VersionControl {
  /** `owner/repository`. */
  readonly repository: string;
  /** @default - the repository's default branch */
  readonly branch?: string;
  /** Id of an OAuth token (`ot-...`) or of an installation of the GitHub app (`ghain-...`). */
  readonly connection: string;
  /** Folder of the stack in the repository. */
  readonly workingDirectory: string;
}

/** Properties of {@link CloudWorkspace}. */
export interface CloudWorkspaceProps {
  readonly organization: string;
  readonly name: string;
  readonly description: string;
  /** Id (or expression) of the project. @default - the organization's default project */
  readonly projectId?: string;
  readonly executionMode: "remote" | "agent" | "local";
  /** Id (or expression) of the agent pool; exactly with execution mode `agent`. */
  readonly agentPoolId?: string;
  /** Version or constraint. */
  readonly terraformVersion: string;
  /** True if plans with changes are applied without a confirmation, those of run triggers included. */
  readonly autoApply: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** @default - runs are started by the command line */
  readonly versionControl?: VersionControl;
  /** Team ids (or expressions) and their access, by a stable key. */
  readonly teams: Readonly<Record<string, { readonly teamId: string; readonly access: string }>>;
  /** Refuse to destroy the workspace: the state goes with it. */
  readonly protect: boolean;
}

/**
 * A workspace of Terraform Cloud or Terraform Enterprise.
 *
 * Creates a `tfe_workspace` and a `tfe_team_access` per team; `share` adds its `tfe_workspace_settings`, `triggeredBy` a
 * `tfe_run_trigger` per source. Guard: `prevent_destroy` where `protect` is set; without it Terraform Cloud still refuses to
 * delete a workspace that manages resources.
 */
export class CloudWorkspace extends Construct {
  /** Expression of the workspace's id. */
  public readonly workspaceId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CloudWorkspaceProps,
  ) {
    super(scope, id);
    const { versionControl } = props;
    const workspace = new Workspace(this, "Resource", {
      organization: props.organization,
      name: props.name,
      description: props.description,
      projectId: props.projectId,
      terraformVersion: props.terraformVersion,
      tags: { ...props.tags },
      // Without it a workspace that nobody has run by hand ignores merges and run triggers.
      queueAllRuns: versionControl !== undefined,
      // Local execution has no runs, and Terraform Cloud refuses their settings there.
      ...(props.executionMode === "local"
        ? {}
        : { autoApply: props.autoApply, autoApplyRunTrigger: props.autoApply, speculativeEnabled: true }),
      ...(versionControl === undefined ? {} : fromVersionControl(versionControl)),
      lifecycle: { preventDestroy: props.protect },
    });
    this.workspaceId = attributeOf(workspace, "id");
    const teams = new Construct(this, "Teams");
    for (const [key, { teamId, access }] of Object.entries(props.teams)) {
      new TeamAccess(teams, key, { workspaceId: this.workspaceId, teamId, access });
    }
  }

  /**
   * Says where runs happen and who may read the state: nobody else but these workspaces. Call it once.
   *
   * @param consumerIds workspace ids or expressions
   * @param more expressions of lists of further ids
   */
  public share(consumerIds: readonly string[], more: readonly string[] = []): void {
    const settings = new WorkspaceSettings(this, "Settings", {
      workspaceId: this.workspaceId,
      // Said twice, because these settings reset what they leave out: hashicorp/terraform-provider-tfe#1791. Can go with it.
      autoApply: this.props.executionMode === "local" ? undefined : this.props.autoApply,
      executionMode: this.props.executionMode,
      agentPoolId: this.props.agentPoolId,
      globalRemoteState: false,
      remoteStateConsumerIds: [...consumerIds],
    });
    if (more.length === 0) return;
    const own = consumerIds.map((id) => id.replace(/^\$\{(.*)\}$/, "$1"));
    settings.addOverride("remote_state_consumer_ids", `\${concat([${own.join(", ")}], ${more.join(", ")})}`);
  }

  /** Starts a run when one of `sources` was applied; at most 20, see `runTriggerSources`. */
  public triggeredBy(sources: Readonly<Record<string, CloudWorkspace>>): void {
    const triggers = new Construct(this, "Triggers");
    for (const [key, source] of Object.entries(sources)) {
      new RunTrigger(triggers, key, { workspaceId: this.workspaceId, sourceableId: source.workspaceId });
    }
  }
}

function fromVersionControl({ repository, branch, connection, workingDirectory }: VersionControl) {
  const installation = connection.startsWith("ghain-");
  return {
    workingDirectory,
    fileTriggersEnabled: true,
    triggerPatterns: [`${workingDirectory}/**/*`],
    vcsRepo: {
      identifier: repository,
      branch,
      ...(installation ? { githubAppInstallationId: connection } : { oauthTokenId: connection }),
    },
  };
}
