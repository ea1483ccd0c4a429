import { Construct } from "constructs";
import type { ResolvedUseCasePart, UseCaseHub } from "../../configuration/model";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import type { UseCaseHere } from "../../modules/aiops-account-role";
import { AiopsAccountRole } from "../../modules/aiops-account-role";
import { ApplicationTopic } from "../../modules/application";
import { ArtifactStore, DeployStates } from "../../modules/artifact-store";
import { ModelEventForwarding } from "../../modules/model-events";
import { OidcProvider } from "../../modules/oidc-provider";
import { STS_AUDIENCE } from "../../modules/repository-role";
import type { SmusStack } from "../base";
import { artifactsOf, eventBusArn, functionRoleArns, readersOf } from "./place-names";

/** Place of the layer: an account of a stage. */
export interface AccountPlace {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly prefix: string;
  readonly protect: boolean;
}

/** Settings of {@link AccountGround}. */
export interface AccountPlan {
  readonly place: AccountPlace;
  readonly hub: UseCaseHub;
  /** Parts of use cases in the account, one at least. */
  readonly parts: readonly ResolvedUseCasePart[];
  /** Addresses that get the account's alarms. */
  readonly alarmEmails: readonly string[];
}

/**
 * Ground that the use cases of an account share: bucket and key of artifacts, bucket of deploy states, topic of alarms, identity providers,
 * the role of the functions, events.
 *
 * No construct of its own: it adds to the stack.
 */
export class AccountGround {
  public readonly artifacts: ArtifactStore;
  /** Nothing where nothing is deployed. */
  public readonly states: DeployStates | undefined;
  public readonly topic: ApplicationTopic;
  public readonly role: AiopsAccountRole;
  private readonly providers: ReadonlyMap<string, OidcProvider>;

  constructor(
    private readonly stack: SmusStack<"aiops">,
    private readonly plan: AccountPlan,
  ) {
    const { place, parts } = plan;
    this.artifacts = new ArtifactStore(stack, "Artifacts", { ...place, readers: this.readers() });
    const { keyArn } = this.artifacts;
    const isDeployed = parts.some(({ deploy }) => deploy !== undefined);
    this.states = isDeployed ? new DeployStates(stack, "States", { ...place, keyArn }) : undefined;
    this.topic = this.addTopic();
    this.role = this.addRole();
    this.providers = this.addProviders();
    this.addEvents();
  }

  /** Identity providers of a code host that the account has from us. */
  public providersOf(part: ResolvedUseCasePart): OidcProvider[] {
    const provider = this.providers.get(part.codeHost.issuer);
    return provider === undefined ? [] : [provider];
  }

  private readers() {
    const { parts, place } = this.plan;
    return parts
      .filter(({ build }) => build !== undefined)
      .map(({ useCase }) => ({ useCase: useCase.key, roleArns: readersOf(place.partition, useCase) }));
  }

  private addTopic(): ApplicationTopic {
    const { place, alarmEmails } = this.plan;
    const key = { type: "created", arn: this.artifacts.keyArn } as const;
    return new ApplicationTopic(this.stack, "Alarms", {
      place: { ...place, key },
      name: AIOPS_NAMES.accountAlarms(place.prefix),
      emails: alarmEmails,
      services: ["cloudwatch.amazonaws.com", "events.amazonaws.com"],
    });
  }

  private addRole(): AiopsAccountRole {
    const { place, hub, parts } = this.plan;
    const { bucketName: bucket, keyArn } = this.artifacts;
    return new AiopsAccountRole(this.stack, "Account", {
      ...{ ...place, bucket, keyArn },
      hub: { accountId: hub.governance.id, functionRoleArns: functionRoleArns(hub) },
      useCases: parts.map(useCaseHere),
    });
  }

  /** One for each issuer: hosts of one server share it. */
  private addProviders(): ReadonlyMap<string, OidcProvider> {
    const { place, parts } = this.plan;
    const scope = new Construct(this.stack, "Provider");
    const hosts = parts.map(({ codeHost }) => codeHost);
    const given = hosts.filter(({ identityProviderExistsIn: at }) => at === "all" || at?.includes(place.accountId));
    const issuers = new Set(hosts.map(({ issuer }) => issuer));
    for (const { issuer } of given) issuers.delete(issuer);
    return new Map(
      [...issuers].sort().map((issuer) => {
        const id = issuer.replace(/^https:\/\//, "").replace(/[^A-Za-z0-9]+/g, "-");
        return [issuer, new OidcProvider(scope, id, { ...place, issuer, audiences: [STS_AUDIENCE] })] as const;
      }),
    );
  }

  private addEvents(): void {
    const { place, hub, parts } = this.plan;
    const groups = parts.filter(({ useCase }) => useCase.releases === "model package");
    if (groups.length === 0) return;
    new ModelEventForwarding(this.stack, "Events", {
      ...place,
      groups: groups.map(({ useCase }) => useCase.modelPackageGroup),
      busArn: eventBusArn(hub),
    });
  }
}

function useCaseHere({ useCase, build, deploy }: ResolvedUseCasePart): UseCaseHere {
  const { account, region } = useCase.build;
  return {
    useCase: useCase.key,
    ...(useCase.releases === "model package" ? { group: useCase.modelPackageGroup } : {}),
    isBuilt: build !== undefined,
    ...(deploy === undefined
      ? {}
      : {
          deploy: {
            stage: deploy.stage,
            source: { accountId: account.id, region, bucket: artifactsOf(useCase.build) },
          },
        }),
  };
}
