import { TerraformLocal, type App, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { keyText, type KeyInUse } from "../contracts/encryption-key";
import { keyAlias } from "../contracts/names";
import { Domain } from "../modules/domain";
import { DomainMembers } from "../modules/domain-member";
import { DomainRoles } from "../modules/domain-roles";
import { DomainUnitOwner, DomainUnitTree } from "../modules/domain-unit";
import { DATAZONE_KEY_TAGS, domainKeyPolicy, EncryptionKey } from "../modules/kms-key";
import { SmusStack } from "./base";
import { foundationOutputs } from "./domain-references";
import { addGrants, adoptionOf, type GrantReferences } from "./grants";
import type { StageContext } from "./stage-context";

/** Settings of {@link DomainStack} beyond the stage. */
export interface DomainStackProps {
  /** Ids of the accounts, of every stage that uses the domain, whose roles read data encrypted with the domain's key. */
  readonly memberAccountIds: readonly string[];
}

/**
 * Layer `domain`, governance account: the domain with its key and roles, domain units and their owners, user and group
 * profiles, and the grants on units. Exists in the stage that owns the domain only.
 */
export class DomainStack extends SmusStack<"domain"> {
  private readonly functionName: string;
  private readonly domain: Domain;
  private readonly units: DomainUnitTree;
  private readonly members: DomainMembers;

  constructor(
    app: App,
    private readonly context: StageContext,
    props: DomainStackProps,
  ) {
    const account = context.stage.governance.key;
    super(app, "domain", context.stackProps({ account, layer: "domain" }));
    this.functionName = foundationOutputs(this, context, account).text("controlPlaneFunctionName");

    const { key, dependables } = this.addKey(props.memberAccountIds);
    this.domain = this.addDomain(key, dependables);
    const shared = {
      functionName: this.functionName,
      domainId: this.domain.id,
      ledgerScope: context.stage.name,
      dependsOn: [this.domain.resource],
    };
    const { units, users, groups } = context.stage.domain;
    this.units = new DomainUnitTree(this, "Unit", {
      ...shared,
      rootDomainUnitId: this.domain.rootDomainUnitId,
      units: mapValues(units, (unit, key) => ({ ...unit, adoptId: context.adoptId("DomainUnit", key) })),
    });
    this.members = new DomainMembers(this, "Member", {
      ...shared,
      users: mapValues(users, (user, key) => ({ ...user, importId: context.adoptId("UserProfile", key) })),
      groups: mapValues(groups, (group, key) => ({ ...group, adoptId: context.adoptId("GroupProfile", key) })),
    });
    this.addOwners();
    this.addGrants();

    this.publish({
      domainId: this.domain.id,
      domainArn: this.domain.arn,
      portalUrl: this.domain.portalUrl,
      rootDomainUnitId: this.domain.rootDomainUnitId,
      domainKeyArn: keyText(key),
      domainUnitIds: this.units.ids,
      userProfileIds: this.members.userProfileIds,
      groupProfileIds: this.members.groupProfileIds,
    });
  }

  /** The domain's key, and what must exist before it can be used. */
  private addKey(memberAccountIds: readonly string[]): { key: KeyInUse; dependables: readonly ITerraformDependable[] } {
    const { context } = this;
    const choice = context.stage.domain.key;
    if (choice.type !== "created") return { key: choice, dependables: [] };
    const resource = new EncryptionKey(this, "Key", {
      alias: keyAlias(context.prefix, "domain"),
      description: "SageMaker Unified Studio domain",
      policy: domainKeyPolicy({
        partition: context.partition,
        accountId: context.stage.governance.id,
        region: context.region,
        memberAccountIds,
        organizationId: context.stage.environment.organization.organizationId,
      }),
      tags: DATAZONE_KEY_TAGS,
      protect: context.protectsData,
    });
    // A local value: the domain's read would be put off until the apply whenever the key has changes (another account in
    // its policy), and everything that hangs on the domain's id would be replanned, see `ControlPlaneResource`.
    const arn = new TerraformLocal(this, "KeyArn", resource.arn);
    const key: KeyInUse = { type: "created", arn: `\${local.${arn.friendlyUniqueId}}` };
    return { key, dependables: resource.dependables };
  }

  private addDomain(key: KeyInUse, keyDependables: readonly ITerraformDependable[]): Domain {
    const { context } = this;
    const { domain, governance } = context.stage;
    const roles = new DomainRoles(this, "Roles", {
      partition: context.partition,
      accountId: governance.id,
      domainKey: key,
      executionRoleArn: domain.roles.executionRoleArn,
      serviceRoleArn: domain.roles.serviceRoleArn,
    });
    return new Domain(this, "Domain", {
      functionName: this.functionName,
      ledgerScope: context.stage.name,
      properties: {
        name: domain.name,
        description: domain.description,
        domainExecutionRoleArn: roles.executionRoleArn,
        serviceRoleArn: roles.serviceRoleArn,
        singleSignOn: domain.singleSignOn,
        tags: { ...(domain.defaultTags ? this.defaultTags : {}), ...domain.tags },
      },
      key,
      adoptDomainId: domain.adoptDomainId,
      dependsOn: [...roles.dependables, ...keyDependables],
      protect: context.protectsData,
    });
  }

  private addOwners(): void {
    const { rootOwners, units } = this.context.stage.domain;
    const byUnit = {
      root: rootOwners,
      ...Object.fromEntries(Object.entries(units).map(([key, unit]) => [key, unit.owners])),
    };
    for (const [unit, owners] of Object.entries(byUnit)) {
      const scope = new Construct(this, `Owner-${unit}`);
      for (const [key, owner] of Object.entries(owners)) {
        new DomainUnitOwner(scope, key, {
          domainId: this.domain.id,
          domainUnitId: this.units.unitId(unit),
          owner:
            "user" in owner
              ? { userId: this.references.userId(owner.user) }
              : { groupId: this.references.groupId(owner.group) },
          adoption: adoptionOf(this.context.adoptId("DomainUnitOwner", unit, key), {
            functionName: this.functionName,
            ledgerKey: `${this.context.stage.name}/${unit}/${key}`,
          }),
        });
      }
    }
  }

  private addGrants(): void {
    const { stage } = this.context;
    addGrants(new Construct(this, "Grant"), stage.domain.grants, {
      functionName: this.functionName,
      ledgerScope: `${stage.name}/domain`,
      references: this.references,
      profileId: refuseProfile,
      adoptId: (key) => this.context.adoptId("PolicyGrant", "domain.grants", key),
    });
  }

  private get references(): GrantReferences {
    return {
      domainId: this.domain.id,
      unitId: (key) => this.units.unitId(key),
      userId: (key) => entry(this.members.userProfileIds, key),
      groupId: (key) => entry(this.members.groupProfileIds, key),
    };
  }
}

function entry(entries: Readonly<Record<string, string>>, key: string): string {
  const value = entries[key];
  if (value === undefined) throw new Error(`"${key}" is unknown; there are ${Object.keys(entries).join(", ")}`);
  return value;
}

function mapValues<T, R>(entries: Readonly<Record<string, T>>, map: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value, key)]));
}

function refuseProfile(key: string): never {
  throw new Error(`project profile "${key}" cannot be granted in the domain layer: it does not exist yet`);
}
