import { DatazoneUserProfile } from "@cdktf/provider-aws/lib/datazone-user-profile";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";
import { attributeOf } from "../expression";

/** A user of the domain. Changing it replaces the profile. */
export interface UserDefinition {
  /** IAM Identity Center user id or name, or ARN of an IAM user or role. */
  readonly identifier: string;
  readonly type: "SSO_USER" | "IAM_USER" | "IAM_ROLE";
  /**
   * Import id of an existing profile, `<identifier>,<domain id>,<IAM or SSO>`.
   *
   * @default - created
   */
  readonly importId?: string;
}

/** A group of the domain: one of IAM Identity Center, or the sessions of an IAM role. Changing it replaces the profile. */
export type GroupDefinition = ({ readonly groupIdentifier: string } | { readonly rolePrincipalArn: string }) & {
  /**
   * Id of an existing profile to take over.
   *
   * @default - created, or found by what it names
   */
  readonly adoptId?: string;
};

/** Properties of {@link DomainMembers}. */
export interface DomainMembersProps {
  readonly functionName: string;
  readonly domainId: string;
  /** Prefix of the ledger keys: the stage. */
  readonly ledgerScope: string;
  readonly users: Readonly<Record<string, UserDefinition>>;
  readonly groups: Readonly<Record<string, GroupDefinition>>;
  /** The domain. */
  readonly dependsOn: ITerraformDependable[];
}

/**
 * User and group profiles of a domain, in the account that owns it.
 *
 * Creates `aws_datazone_user_profile` per user and a control-plane resource per group. The service has no deletion of
 * profiles: destroying one leaves it behind, without assignment, until the domain goes. A user profile that exists
 * already must be imported: `importId`.
 */
export class DomainMembers extends Construct {
  private readonly users: Record<string, string>;
  private readonly groups: Record<string, string>;

  constructor(scope: Construct, id: string, props: DomainMembersProps) {
    super(scope, id);
    const users = new Construct(this, "User");
    this.users = mapValues(props.users, (key, user) => {
      const profile = new DatazoneUserProfile(users, key, {
        domainIdentifier: props.domainId,
        userIdentifier: user.identifier,
        userType: user.type,
        dependsOn: props.dependsOn,
        lifecycle: {
          // The service moves it between ASSIGNED and ACTIVATED as people sign in. An import leaves `user_type` empty
          // (the API does not return it), and filling it in would replace the profile.
          ignoreChanges: ["status", ...(user.importId === undefined ? [] : ["user_type"])],
        },
      });
      if (user.importId !== undefined) profile.importFrom(user.importId);
      return attributeOf(profile, "id");
    });
    const groups = new Construct(this, "Group");
    this.groups = mapValues(props.groups, (key, { adoptId, ...group }) => {
      const profile = new ControlPlaneResource(groups, key, {
        functionName: props.functionName,
        desired: {
          kind: "GroupProfile",
          key: `${props.ledgerScope}/${key}`,
          adoptId,
          properties: { domainId: props.domainId, ...group },
        },
        dependsOn: props.dependsOn,
      });
      return profile.id;
    });
  }

  /** User profile ids by key. */
  public get userProfileIds(): Record<string, string> {
    return this.users;
  }

  /** Group profile ids by key. */
  public get groupProfileIds(): Record<string, string> {
    return this.groups;
  }
}

function mapValues<T, R>(entries: Readonly<Record<string, T>>, map: (key: string, value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(key, value)]));
}
