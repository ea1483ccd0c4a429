import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KeyInUse } from "../../contracts/encryption-key";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";

/** Properties of {@link Domain}. */
export interface DomainProps {
  readonly functionName: string;
  /** Prefix of the ledger key: the stage. */
  readonly ledgerScope: string;
  /** Desired domain, without its key. */
  readonly properties: Omit<Properties<"Domain">, "kmsKeyArn">;
  /** Key that encrypts it. A change is refused: it would replace the domain and all it holds. */
  readonly key: KeyInUse;
  /**
   * Id of an existing V2 domain to take over.
   *
   * @default - created
   */
  readonly adoptDomainId?: string;
  /** The roles and the key. */
  readonly dependsOn: ITerraformDependable[];
  /** Refuse to destroy it. */
  readonly protect: boolean;
}

/**
 * The SageMaker Unified Studio domain (DataZone domain of version V2), in the account that owns it.
 *
 * Creates one control-plane resource. Not `aws_datazone_domain`: the arguments of V2 need provider 6, and the project
 * supports 5.100 and later.
 */
export class Domain extends Construct {
  public readonly resource: ITerraformDependable;
  /** Id, `dzd-...` or `dzd_...`. */
  public readonly id: string;
  public readonly arn: string;
  public readonly rootDomainUnitId: string;
  public readonly portalUrl: string;

  constructor(scope: Construct, id: string, props: DomainProps) {
    super(scope, id);
    const { singleSignOn, tags, ...identity } = props.properties;
    // DataZone's own spelling: a domain that is created without a key is encrypted with AWS's.
    const kmsKeyArn = props.key.type === "awsOwned" ? undefined : props.key.arn;
    const domain = new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: {
        kind: "Domain",
        key: `${props.ledgerScope}/domain`,
        adoptId: props.adoptDomainId,
        properties: { ...identity, kmsKeyArn, singleSignOn, tags },
      },
      dependsOn: props.dependsOn,
      preventDestroy: props.protect,
    });
    this.resource = domain.resource;
    this.id = domain.id;
    this.arn = domain.attribute("arn");
    this.rootDomainUnitId = domain.attribute("rootDomainUnitId");
    this.portalUrl = domain.attribute("portalUrl");
  }
}
