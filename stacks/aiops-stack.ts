import type { App } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedAccount, ResolvedUseCasePart, Stage, UseCaseHub } from "../configuration/model";
import { ObservabilityLink } from "../modules/observability";
import { RemoteOutputs } from "../modules/remote-state";
import { partsIn } from "./aiops/account-parts";
import { AccountGround, type AccountPlace } from "./aiops/ground";
import { UseCaseAccount } from "./aiops/use-case-account";
import { SmusStack } from "./base";
import { projectConstructId } from "./project-construct-id";
import { StageContext } from "./stage-context";

/**
 * Layer `aiops`, accounts in which use cases are built or run: what repositories and promotions find there.
 *
 * Needs the projects, whose ids records of places hold, and the sink in the hub's account. What is in other accounts (readers, the bus, the
 * functions) is named by computed ARNs and need not be there yet.
 */
export class AiopsStack extends SmusStack<"aiops"> {
  private projects: RemoteOutputs<"projects"> | undefined;

  /** @param stages - All stages: the hub of the use cases may be one with a domain of its own. */
  constructor(
    app: App,
    private readonly context: StageContext,
    private readonly account: ResolvedAccount,
    private readonly stages: readonly Stage[],
  ) {
    super(app, "aiops", context.stackProps({ account: account.key, layer: "aiops" }));
    const parts = partsIn(context.stage, account.key);
    if (parts.length === 0) throw new Error(`account ${account.key} has no use case`);
    const { hub } = parts[0];
    const place = this.place();
    const ground = new AccountGround(this, { place, hub, parts, alarmEmails: this.alarmEmails(hub) });
    const scope = new Construct(this, "UseCase");
    const useCases = parts.map((part) => {
      const projectId = this.projectId(part);
      const id = projectConstructId(part.useCase.key);
      return [part.useCase.key, new UseCaseAccount(scope, id, { place, ground, part, projectId })] as const;
    });
    this.addLink(hub);
    this.publish({
      artifactsBucketName: ground.artifacts.bucketName,
      accountRoleArn: ground.role.arn,
      alarmsTopicArn: ground.topic.arn,
      placeParameters: Object.fromEntries(useCases.map(([key, { parameterName }]) => [key, parameterName])),
    });
  }

  private place(): AccountPlace {
    const { partition, region, prefix, protectsData } = this.context;
    return { partition, accountId: this.account.id, region, prefix, protect: protectsData };
  }

  private alarmEmails({ stage }: UseCaseHub): readonly string[] {
    return this.stages.find(({ name }) => name === stage)?.aiops?.alarms.emails ?? [];
  }

  private projectId({ build, deploy }: ResolvedUseCasePart): string | undefined {
    const project = (build ?? deploy)?.project;
    if (project === undefined) return undefined;
    this.projects ??= new RemoteOutputs(this, "Projects", {
      location: this.context.stateOf({ account: this.context.stage.governance.key, layer: "projects" }),
    });
    return this.projects.entry("projectIds", project.key);
  }

  /** A sink is seen from its own Region only, and no account links to itself. */
  private addLink(hub: UseCaseHub): void {
    if (!hub.observability || hub.region !== this.context.region || hub.governance.id === this.account.id) return;
    const foundation = new RemoteOutputs<"foundation">(this, "Hub", {
      location: this.hubContext(hub).stateOf({ account: hub.governance.key, layer: "foundation" }),
    });
    new ObservabilityLink(this, "Link", { sinkArn: foundation.text("observabilitySinkArn") });
  }

  private hubContext(hub: UseCaseHub): StageContext {
    if (hub.stage === this.context.stage.domainStage) return this.context;
    const stage = this.stages.find(({ name }) => name === hub.stage);
    if (stage === undefined) throw new Error(`stage ${hub.stage}, which has the use cases, is missing`);
    return new StageContext(stage, this.context.options);
  }
}
