import { DataAwsLambdaInvocation } from "@cdktf/provider-aws/lib/data-aws-lambda-invocation";
import { LambdaInvocation } from "@cdktf/provider-aws/lib/lambda-invocation";
import { DataResource, TerraformLocal, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  CREATE_ONLY,
  READ_QUALIFIER,
  REPLACEMENT_REFUSED,
  TERRAFORM_KEY,
  WRITE_QUALIFIER,
  type DesiredResource,
  type Kind,
  type KindAttributes,
} from "../../contracts/control-plane";
import { jsonTemplate } from "../expression";
import { registerReplacement } from "./replacements";

/** Properties of {@link ControlPlaneResource}. */
export interface ControlPlaneResourceProps<K extends Kind> {
  /** Name of the account's control-plane function. Changing this replaces the resource. */
  readonly functionName: string;
  /** Desired object. A change of a create-only property replaces it (`CREATE_ONLY`); for a domain it is refused. */
  readonly desired: DesiredResource<K>;
  /**
   * Resources that must exist before the first write. The read at plan time does not wait for them: a data source that
   * depends on a changing resource is read at apply time, and everything behind it becomes "known after apply".
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
  /**
   * Expression, without `${}` and known while planning, that says whether the object is to exist. Where it does not hold any more, the
   * object is deleted. Nothing may refer to an object with a condition.
   *
   * @default - it is
   */
  readonly existsIf?: string;
  /**
   * Refuse to destroy it.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/**
 * One object that the account's control-plane function keeps in its desired state, as a pair:
 *
 * - a data source that compares the live object with the desired one at every plan, and
 * - a resource whose input carries a ticket that changes exactly when something must be written.
 *
 * The pair exists because `aws_lambda_invocation` stores the new input even when an update fails, and would report
 * "No changes" afterwards (measured with provider 5.100.0). Here the failed update is planned again: the live object
 * differs, so the ticket does.
 *
 * Creates three resources: `aws_lambda_invocation` as data source and as resource, and a `terraform_data` that replaces
 * the resource when the object must be. The function and its `read` and `write` aliases must exist before the plan,
 * in an earlier stack.
 */
export class ControlPlaneResource<K extends Kind> extends Construct {
  /** The write, for `dependsOn` of what needs the object. */
  public readonly resource: LambdaInvocation;
  private readonly read: DataAwsLambdaInvocation;
  /** Bare address of what replaces the write; undefined where replacement is refused. */
  private readonly replacement: string | undefined;
  private readonly conditional: boolean;

  constructor(scope: Construct, id: string, props: ControlPlaneResourceProps<K>) {
    super(scope, id);
    const { kind, key, adoptId, properties } = props.desired;
    const identity = { kind, key, ...(adoptId === undefined ? {} : { adoptId }), properties };

    this.read = new DataAwsLambdaInvocation(this, "Read", {
      functionName: props.functionName,
      qualifier: READ_QUALIFIER,
      input: jsonTemplate({ action: "read", ...identity }),
    });
    this.replacement = REPLACEMENT_REFUSED.includes(kind) ? undefined : this.addReplacement(kind, properties);
    this.resource = new LambdaInvocation(this, "Resource", {
      functionName: props.functionName,
      qualifier: WRITE_QUALIFIER,
      lifecycleScope: "CRUD",
      terraformKey: TERRAFORM_KEY,
      input: jsonTemplate({
        ...identity,
        ticket: `\${${this.answer("inSync")} ? ${this.answer("ticket")} : plantimestamp()}`,
        reason: `\${${this.answer("reason")}}`,
        incarnation: `\${${this.answer("incarnation")}}`,
      }),
      dependsOn: props.dependsOn,
      lifecycle: {
        ...(props.preventDestroy === true ? { preventDestroy: true } : {}),
        ...(this.replacement === undefined ? {} : { replaceTriggeredBy: [this.replacement] }),
      },
    });
    this.conditional = props.existsIf !== undefined;
    if (props.existsIf !== undefined) this.addCondition(props.existsIf);
  }

  /** Id of the object: known at plan time while it exists, otherwise after the apply. */
  public get id(): string {
    return this.liveOrWritten("id");
  }

  /** An attribute of the object, known at the same moments as `id`. */
  public attribute(name: keyof KindAttributes[K] & string): string {
    return this.liveOrWritten(`attributes.${name}`);
  }

  /** Changes, and thereby replaces the write, when a create-only property or the object's incarnation does. */
  private addReplacement(kind: Kind, properties: object): string {
    const createOnly: readonly string[] = CREATE_ONLY[kind];
    const values = Object.entries(properties).filter(([name]) => createOnly.includes(name));
    const trigger = new DataResource(this, "CreateOnly", {
      input: { ...Object.fromEntries(values), incarnation: `\${${this.answer("incarnation")}}` },
    });
    // A bare reference: CDKTF renders a construct as `${...}`, which Terraform refuses in JSON.
    return `terraform_data.${trigger.friendlyUniqueId}`;
  }

  /** The read stays: it writes nothing, and expressions that name one of several instances are harder to read. */
  private addCondition(existsIf: string): void {
    const trigger = this.node.tryFindChild("CreateOnly") as DataResource | undefined;
    for (const written of [this.resource, trigger]) written?.addOverride("count", `\${${existsIf} ? 1 : 0}`);
  }

  private answer(member: string): string {
    return `jsondecode(data.aws_lambda_invocation.${this.read.friendlyUniqueId}.result).${member}`;
  }

  /**
   * A local value, so that others do not refer to the managed resource directly: Terraform puts off a data source until
   * the apply when one of its arguments names a resource that has changes, even where the value is known. An in-place
   * update of a parent would then replan all that reads through its id.
   *
   * @see https://developer.hashicorp.com/terraform/language/data-sources#data-resource-dependencies
   */
  private liveOrWritten(member: string): string {
    if (this.conditional) throw new Error(`${this.node.path} need not exist: nothing can refer to its ${member}`);
    const id = `Value-${member}`;
    const written = `jsondecode(aws_lambda_invocation.${this.resource.friendlyUniqueId}.result).${member}`;
    const known = this.node.tryFindChild(id) as TerraformLocal | undefined;
    if (known !== undefined) return `\${local.${known.friendlyUniqueId}}`;
    const local = new TerraformLocal(
      this,
      id,
      `\${${this.answer("id")} != null ? ${this.answer(member)} : ${written}}`,
    );
    if (this.replacement !== undefined) registerReplacement(local, this.replacement);
    return `\${local.${local.friendlyUniqueId}}`;
  }
}
