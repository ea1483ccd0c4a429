import { Construct } from "constructs";
import { pooledAskingRoleName } from "../../contracts/names";
import { addAskingPrincipal, type AskingPlace } from "./asking-principal";

/** Properties of {@link PooledAskingRole}. */
export interface PooledAskingRoleProps extends AskingPlace {
  /** Number of the role in the pool, from 1. Changing this replaces it. */
  readonly number: number;
  /** Begins the key of the ledger entry: the stage. */
  readonly ledgerScope: string;
}

/**
 * A role in whose name the governance application asks for data for one project at a time that people have asked for. The function of
 * projects makes it a member of the project that it hands it to, and takes it out of none but that one.
 *
 * Creates an `aws_iam_role` with its policy, and a control-plane resource for its group profile.
 */
export class PooledAskingRole extends Construct {
  public readonly arn: string;
  /** Expression of the id of the role's group profile. */
  public readonly groupId: string;

  constructor(scope: Construct, id: string, { number, ledgerScope, ...place }: PooledAskingRoleProps) {
    super(scope, id);
    const { arn, groupId } = addAskingPrincipal(this, {
      ...place,
      name: pooledAskingRoleName(place.prefix, number),
      // Keys in a stage file have no slash.
      askingKey: `${ledgerScope}/asks/pool/${number}`,
    });
    this.arn = arn;
    this.groupId = groupId;
  }
}
