import { TfeProvider } from "@cdktf/provider-tfe/lib/provider";
import { TerraformOutput, type App } from "cdktf";
import { Construct } from "constructs";
import { stackId, type StackAddress } from "../contracts/layers";
import { createdWorkspaces, stackAddresses, upstreams } from "../configuration/stage-stacks";
import type { Stage, Workspaces } from "../configuration/model";
import { CloudWorkspace, OrganizationObjects, OtherWorkspaces, runTriggerSources } from "../modules/cloud-workspace";
import { stateBackend, workspaceName, type CloudStateLocation } from "../modules/remote-state";
import { TERRAFORM_VERSION } from "./base";
import { FastStack } from "./engine/fast-stack";
import type { StageContext } from "./stage-context";
import { readersInStage, stateReaders } from "./state-readers";
import { workspaceCredentials } from "./workspace-credentials";

/** Bindings of 0.71; earlier versions lack arguments that are used here. */
const TFE_PROVIDER = { source: "hashicorp/tfe", version: ">= 0.71.0, < 1.0.0" };

/**
 * Layer `workspaces`, once per stage that keeps its states in Terraform Cloud and asks for it: the workspaces of all other
 * stacks of the stage, with their credentials, run triggers, team access, and who may read their states.
 *
 * Its own state is in a workspace of the same naming rule, which it does not manage. It needs a token of Terraform Cloud
 * (`terraform login`, or `TFE_TOKEN`) and no AWS credentials. Agent pool, project and teams must exist.
 */
export class WorkspacesStack extends FastStack {
  private readonly workspaces: ReadonlyMap<string, CloudWorkspace>;
  private readonly addresses: readonly StackAddress[];
  private readonly settings: Workspaces;

  constructor(
    app: App,
    private readonly context: StageContext,
    stages: readonly Stage[],
  ) {
    const address = { account: context.stage.governance.key, layer: "workspaces" } as const;
    super(app, stackId(address), "engine"); // one stack a stage: nothing to gain, and its text stays as it was
    const settings = createdWorkspaces(context.stage);
    if (settings === undefined) throw new Error(`stage ${context.stage.name} does not create its workspaces`);
    this.settings = settings;
    const location = this.locationOf(address);
    new TfeProvider(this, "Tfe", { hostname: location.hostname, organization: location.organization });
    stateBackend(this, location);
    this.addOverride("terraform.required_providers.tfe", TFE_PROVIDER);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    this.addresses = stackAddresses(context.stage).filter(({ layer }) => layer !== "workspaces");
    this.workspaces = this.createWorkspaces(location);
    workspaceCredentials(this, { context, settings, location, workspaceOf: (of) => this.workspace(of) });
    this.shareStates(location.organization, stages);
    if (settings.runTriggers && settings.executionMode !== "local") this.connectRuns();
    const ids = Object.fromEntries([...this.workspaces].map(([id, { workspaceId }]) => [id, workspaceId]));
    new TerraformOutput(this, "workspaceIds", { value: ids, staticId: true });
  }

  /** Lets each workspace's state be read by the stacks that read it, those of other stages included. */
  private shareStates(organization: string, stages: readonly Stage[]): void {
    const { stage } = this.context;
    const others = stages
      .filter(({ name }) => name !== stage.name)
      .map((other) => ({ name: other.name, readers: readersInStage(stage, other) }));
    const names = others.flatMap(({ name, readers }) =>
      [...readers.values()].flat().map((of) => this.nameOf(of, name)),
    );
    const unique = [...new Set(names)].sort();
    const found =
      unique.length === 0 ? [] : [new OtherWorkspaces(this, "OtherStages", { organization, names: unique }).ids];
    const own = stateReaders(stage);
    for (const [id, workspace] of this.workspaces) {
      const consumers = (own.get(id) ?? []).map((reader) => this.workspace(reader).workspaceId);
      workspace.share(consumers, others.some(({ readers }) => readers.has(id)) ? found : []);
    }
  }

  /** Name of a workspace of this or of another stage, as far as it keeps its states where this one does. */
  private nameOf(address: StackAddress, stage: string): string {
    const location = this.locationOf({ account: this.context.stage.governance.key, layer: "workspaces" });
    return workspaceName({ ...location, ...address, stage });
  }

  private workspace(address: StackAddress): CloudWorkspace {
    const workspace = this.workspaces.get(stackId(address));
    if (workspace === undefined) throw new Error(`${this.node.id} has no workspace for ${stackId(address)}`);
    return workspace;
  }

  private locationOf(address: StackAddress): CloudStateLocation {
    const location = this.context.stateOf(address);
    if (location.backend !== "cloud") throw new Error("the layer workspaces is for Terraform Cloud only");
    return location;
  }

  private createWorkspaces({ organization, project }: CloudStateLocation): Map<string, CloudWorkspace> {
    const { settings, context } = this;
    const { executionMode, agentPool, teamAccess, terraformVersion, autoApply, vcs } = settings;
    const given = new OrganizationObjects(this, "Given", { organization, project, agentPool, teamAccess });
    const parent = new Construct(this, "Workspaces");
    const create = (address: StackAddress): CloudWorkspace => {
      const id = stackId(address);
      const { account, layer } = address;
      const stage = context.stage.name;
      return new CloudWorkspace(parent, id, {
        organization,
        name: this.nameOf(address, stage),
        description: `Layer ${layer} of account ${account} in stage ${stage}`,
        projectId: given.projectId,
        executionMode,
        agentPoolId: given.agentPoolId,
        terraformVersion,
        autoApply,
        tags: { ...settings.tags, stage, account, layer, "managed-by": "smus-cdktf" },
        versionControl:
          vcs === undefined ? undefined : { ...vcs, workingDirectory: `${vcs.directory}/${stage}/stacks/${id}` },
        teams: given.teams,
        protect: context.protectsData,
      });
    };
    return new Map(this.addresses.map((address) => [stackId(address), create(address)]));
  }

  /** An apply starts runs of the stacks that wait for it: the data that orders stacks everywhere else. */
  private connectRuns(): void {
    for (const address of this.addresses) {
      const sources = upstreams(this.context.stage, address).filter((source) => this.workspaces.has(stackId(source)));
      const entries = runTriggerSources(sources).map((source) => [stackId(source), this.workspace(source)] as const);
      this.workspace(address).triggeredBy(Object.fromEntries(entries));
    }
  }
}
