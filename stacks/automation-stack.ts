import type { App } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedAiops, ResolvedUseCase, ResolvedUseCasePlace } from "../configuration/model";
import { AIOPS_NAMES } from "../contracts/aiops/names";
import { NONE } from "../contracts/missing-value";
import { ModelEventBus } from "../modules/model-events";
import { UseCaseDashboard } from "../modules/observability";
import { ProjectJobMember } from "../modules/repository-role";
import { RemoteOutputs } from "../modules/remote-state";
import { roleArnIn } from "./aiops/place-names";
import { SmusStack } from "./base";
import { DomainReferences, foundationOutputs } from "./domain-references";
import { projectConstructId } from "./project-construct-id";
import type { StageContext } from "./stage-context";

/**
 * Layer `automation`, governance account: the roles of repositories as members of their projects; in the hub of use cases also the bus at
 * which changes of model packages arrive, and a dashboard for each use case over its stages.
 *
 * Needs the roles, which the layer `aiops` makes: the service takes a group for a role that exists only.
 */
export class AutomationStack extends SmusStack<"automation"> {
  constructor(
    app: App,
    private readonly context: StageContext,
  ) {
    super(app, "automation", context.stackProps({ account: context.stage.governance.key, layer: "automation" }));
    const { aiops } = context.stage;
    this.addMembers();
    if (aiops?.observability === true) this.addDashboards(aiops);
    this.publish({ eventBusArn: (aiops && this.addBus(aiops))?.arn ?? NONE });
  }

  /** Jobs of a repository in their project: before the first of them runs. */
  private addMembers(): void {
    const { stage, partition } = this.context;
    const jobs = Object.values(stage.useCases).flatMap(({ useCase, build, deploy }) => [
      ...(build?.project === undefined ? [] : [{ useCase, place: build, project: build.project.key, id: "Build" }]),
      ...(deploy?.project === undefined ? [] : [{ useCase, place: deploy, project: deploy.project.key, id: "Deploy" }]),
    ]);
    if (jobs.length === 0) return;
    const { domainId } = new DomainReferences(this, this.context);
    const functionName = foundationOutputs(this, this.context, stage.governance.key).text("controlPlaneFunctionName");
    const location = this.context.stateOf({ account: stage.governance.key, layer: "projects" });
    const projects = new RemoteOutputs<"projects">(this, "Projects", { location });
    const scopes = new Map<string, Construct>();
    const member = new Construct(this, "Member");
    for (const { useCase, place, project, id } of jobs) {
      const scope = scopes.get(useCase.key) ?? new Construct(member, projectConstructId(useCase.key));
      scopes.set(useCase.key, scope);
      new ProjectJobMember(scope, id, {
        ...{ functionName, domainId },
        projectId: projects.entry("projectIds", project),
        roleArn: roleArnIn(partition, place, place.roleName),
        ledgerKey: `${stage.name}/${useCase.key}/${id.toLowerCase()}/jobs`,
      });
    }
  }

  private addDashboards({ useCases }: ResolvedAiops): void {
    const scope = new Construct(this, "Dashboard");
    for (const useCase of Object.values(useCases))
      new UseCaseDashboard(scope, projectConstructId(useCase.key), {
        name: AIOPS_NAMES.dashboard(this.context.prefix, useCase.key),
        useCase: useCase.key,
        title: useCase.title,
        runs: runsOf(useCase),
        stages: useCase.stages.map(({ stage, account, region }) => ({ name: stage, accountId: account.id, region })),
      });
  }

  private addBus({ useCases }: ResolvedAiops): ModelEventBus | undefined {
    const { partition, region, prefix, stage } = this.context;
    const places = Object.values(useCases)
      .filter(({ releases }) => releases === "model package")
      .flatMap(({ build, stages }): ResolvedUseCasePlace[] => [build, ...stages]);
    if (places.length === 0) return undefined;
    return new ModelEventBus(this, "Bus", {
      ...{ partition, region },
      accountId: stage.governance.id,
      name: AIOPS_NAMES.bus(prefix),
      senderArns: [
        ...new Set(places.map((place) => roleArnIn(partition, place, AIOPS_NAMES.forwardingRole(place.namePrefix)))),
      ],
    });
  }
}

function runsOf({ releases, options }: ResolvedUseCase): "endpoint" | "batch" | "job" {
  if (releases === "data release") return "job";
  return options["serving"] === "batch" ? "batch" : "endpoint";
}
