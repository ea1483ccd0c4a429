import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { BlueprintName } from "../../contracts/service/blueprints";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";
import { PolicyGrant } from "../policy-grant";
import { chainPredecessor } from "./chain";

/** Projects that may use a blueprint in the account. */
export interface BlueprintGrant {
  /** Names the grant; renaming it replaces the grant. */
  readonly key: string;
  readonly domainUnitId: string;
  readonly includeChildDomainUnits: boolean;
  readonly designation: "OWNER" | "CONTRIBUTOR";
  /**
   * Id of an existing grant to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/** One blueprint of the account. */
export interface BlueprintDefinition {
  readonly blueprint: BlueprintName;
  /** Sent whole: the service erases what is left out. */
  readonly configuration: Omit<Properties<"BlueprintConfiguration">, "domainId" | "blueprint">;
  readonly grants: readonly BlueprintGrant[];
  /**
   * Id of the blueprint, where it is enabled already and the configuration is to be taken over.
   *
   * @default - enabled
   */
  readonly adoptId?: string;
}

/** Properties of {@link BlueprintConfigurations}. */
export interface BlueprintConfigurationsProps {
  readonly functionName: string;
  /** Prefix of the ledger keys: the stage. */
  readonly ledgerScope: string;
  readonly domainId: string;
  /** The account that this stack configures. */
  readonly accountId: string;
  readonly blueprints: readonly BlueprintDefinition[];
  /** Number of blueprints that are enabled at the same time, at least 1. */
  readonly concurrency: number;
  /** Proof of association and roles. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * The managed blueprints that the account enables, and who may use them there.
 *
 * Creates one control-plane resource per blueprint and one `AWS::DataZone::PolicyGrant` per grant, all in the account
 * itself: the service configures the caller's account, and refuses grants from elsewhere. Enabling many at once
 * answers conflicts, so they form chains of bounded width.
 */
export class BlueprintConfigurations extends Construct {
  /** Blueprint ids by API name. */
  public readonly blueprintIds: Record<string, string> = {};
  /** The writes, for `dependsOn` of what needs the blueprints. */
  public readonly resources: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: BlueprintConfigurationsProps) {
    super(scope, id);
    const ordered = [...props.blueprints].sort((a, b) => (a.blueprint < b.blueprint ? -1 : 1));
    ordered.forEach((definition, index) => {
      const predecessor = chainPredecessor(this.resources, index, props.concurrency);
      this.resources.push(this.enable(definition, props, predecessor));
    });
  }

  private enable(
    definition: BlueprintDefinition,
    props: BlueprintConfigurationsProps,
    predecessor: ITerraformDependable | undefined,
  ): ITerraformDependable {
    const { blueprint } = definition;
    const scope = new Construct(this, blueprint);
    const configuration = new ControlPlaneResource(scope, "Configuration", {
      functionName: props.functionName,
      desired: {
        kind: "BlueprintConfiguration",
        key: `${props.ledgerScope}/${blueprint}`,
        adoptId: definition.adoptId,
        properties: { domainId: props.domainId, blueprint, ...definition.configuration },
      },
      dependsOn: [...props.dependsOn, ...(predecessor === undefined ? [] : [predecessor])],
    });
    this.blueprintIds[blueprint] = configuration.id;
    for (const grant of definition.grants) {
      new PolicyGrant(scope, `Grant-${grant.key}`, {
        domainId: props.domainId,
        entity: {
          type: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
          identifier: `${props.accountId}:${configuration.id}`,
        },
        policyType: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
        principal: {
          project: {
            designation: grant.designation,
            domainUnitId: grant.domainUnitId,
            includeChildDomainUnits: grant.includeChildDomainUnits,
          },
        },
        dependsOn: [configuration.resource],
        adoption:
          grant.adoptId === undefined
            ? undefined
            : {
                id: grant.adoptId,
                functionName: props.functionName,
                ledgerKey: `${props.ledgerScope}/${blueprint}/${grant.key}`,
              },
      });
    }
    return configuration.resource;
  }
}
