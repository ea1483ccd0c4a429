import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";

/** A unit of the tree. */
export interface UnitDefinition {
  /** Unique among its siblings. Changing it renames the unit in place. */
  readonly name: string;
  readonly description?: string;
  /** Key of the parent, or `root`. Changing it replaces the unit. */
  readonly parent: string;
  /**
   * Id of an existing unit to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/** Properties of {@link DomainUnitTree}. */
export interface DomainUnitTreeProps {
  readonly functionName: string;
  readonly domainId: string;
  readonly rootDomainUnitId: string;
  /** Prefix of the ledger keys: the stage. */
  readonly ledgerScope: string;
  /** Units by key. */
  readonly units: Readonly<Record<string, UnitDefinition>>;
  /** The domain. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * The domain units below the root of a domain, in the account that owns it.
 *
 * Creates one control-plane resource per unit; a child refers to its parent's id, so parents come first and go last.
 * The service allows 5 levels and 500 units.
 */
export class DomainUnitTree extends Construct {
  private readonly units = new Map<string, ControlPlaneResource<"DomainUnit">>();
  private readonly rootId: string;

  constructor(scope: Construct, id: string, props: DomainUnitTreeProps) {
    super(scope, id);
    this.rootId = props.rootDomainUnitId;
    for (const key of Object.keys(props.units)) this.ensure(key, props);
  }

  /** Id of a unit by key; `root` is the domain's root unit. */
  public unitId(key: string): string {
    return key === "root" ? this.rootId : this.unit(key).id;
  }

  /** Ids by key, without the root. */
  public get ids(): Record<string, string> {
    return Object.fromEntries([...this.units].map(([key, unit]) => [key, unit.id]));
  }

  private unit(key: string): ControlPlaneResource<"DomainUnit"> {
    const unit = this.units.get(key);
    if (unit === undefined) throw new Error(`no domain unit "${key}"; there are ${[...this.units.keys()].join(", ")}`);
    return unit;
  }

  /** Parents first, whatever the order of the configuration; the configuration's rules refuse cycles. */
  private ensure(key: string, props: DomainUnitTreeProps): void {
    const definition = props.units[key];
    if (definition === undefined || this.units.has(key)) return;
    this.ensure(definition.parent, props);
    const parent = definition.parent === "root" ? undefined : this.unit(definition.parent);
    const unit = new ControlPlaneResource(this, key, {
      functionName: props.functionName,
      desired: {
        kind: "DomainUnit",
        key: `${props.ledgerScope}/${key}`,
        adoptId: definition.adoptId,
        properties: {
          domainId: props.domainId,
          name: definition.name,
          description: definition.description,
          parentDomainUnitId: this.unitId(definition.parent),
        },
      },
      dependsOn: parent === undefined ? props.dependsOn : [parent.resource],
    });
    this.units.set(key, unit);
  }
}
