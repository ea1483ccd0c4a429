import type { App, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { BLUEPRINTS, type BlueprintName } from "../contracts/service/blueprints";
import type { Grant, ResolvedAccount, Stage } from "../configuration/model";
import { AssociationProof } from "../modules/association-proof";
import { AssociationRoles } from "../modules/association-roles";
import { BlueprintConfigurations, KeptBlueprints } from "../modules/blueprint-configuration";
import { DataLakeAdministrators } from "../modules/data-lake-administrators";
import { ShareAccepter } from "../modules/domain-share";
import { PolicyGrant } from "../modules/policy-grant";
import { RemoteOutputs } from "../modules/remote-state";
import { SmusStack } from "./base";
import { blueprintDefinitions } from "./blueprint-definitions";
import { DomainReferences, foundationOutputs } from "./domain-references";
import { adoptionOf, grantPrincipal, isIssuedByMember } from "./grants";
import type { StageContext } from "./stage-context";

/**
 * Layer `association`, every account that hosts projects: what connects it with the domain.
 *
 * The invitation's accepter (outside the organization only), the proof that the account sees the domain, the roles that
 * the service assumes there, Lake Formation administrators, blueprints, and who may use them. In the account that owns
 * the domain there is nothing to accept and nothing to prove.
 */
export class AssociationStack extends SmusStack<"association"> {
  private readonly references: DomainReferences;
  private readonly functionName: string;

  constructor(
    app: App,
    private readonly context: StageContext,
    private readonly account: ResolvedAccount,
  ) {
    super(app, "association", context.stackProps({ account: account.key, layer: "association" }));
    this.references = new DomainReferences(this, context);
    const foundation = foundationOutputs(this, context, account.key);
    this.functionName = foundation.text("controlPlaneFunctionName");

    const proof = account.key === context.stage.governance.key ? [] : [this.proveAssociation()];
    const roles = this.addRoles();
    const administrators = this.addDataLakeAdministrators(roles);
    const enabled = {
      functionName: this.functionName,
      ledgerScope: context.stage.name,
      domainId: this.references.domainId,
      blueprints: blueprintDefinitions(account, {
        foundation,
        provisioningRoleArn: roles.provisioningRoleArn,
        manageAccessRoleArn: roles.manageAccessRoleArn,
        queryExecutionRoleArn: roles.queryExecutionRoleArn,
        unitId: (key) => this.references.unitId(key),
        adoptId: (kind, ...keys) => context.adoptId(kind, account.key, ...keys),
      }),
    };
    new KeptBlueprints(this, "KeptBlueprints", enabled);
    const blueprints = new BlueprintConfigurations(this, "Blueprint", {
      ...enabled,
      accountId: account.id,
      concurrency: context.stage.environment.blueprintConcurrency,
      dependsOn: [...proof, ...roles.dependables, ...administrators],
    });
    this.addGrants(blueprints);
    this.publish({
      blueprintIds: blueprints.blueprintIds,
      provisioningRoleArn: roles.provisioningRoleArn,
      manageAccessRoleArn: roles.manageAccessRoleArn,
      queryExecutionRoleArn: roles.queryExecutionRoleArn,
    });
  }

  private proveAssociation(): ITerraformDependable {
    const { context, account } = this;
    const sharing = new RemoteOutputs<"sharing">(this, "Sharing", {
      location: context.stateOf({ account: context.stage.governance.key, layer: "sharing" }),
    });
    const accepter = account.invited
      ? new ShareAccepter(this, "Accepter", { shareArn: sharing.text("resourceShareArn") })
      : undefined;
    return new AssociationProof(this, "AssociationProof", {
      functionName: this.functionName,
      ledgerScope: context.stage.name,
      domainId: this.references.domainId,
      dependsOn: accepter === undefined ? undefined : [accepter.dependable],
    }).resource;
  }

  private addRoles(): AssociationRoles {
    const { context, account } = this;
    const names = Object.keys(account.blueprints) as BlueprintName[];
    return new AssociationRoles(this, "Roles", {
      partition: context.partition,
      accountId: account.id,
      domainAccountId: context.stage.governance.id,
      domainRegion: context.region,
      domainId: this.references.domainId,
      ...account.roles,
      projectTagKeys: projectTagKeys(context.stage),
      bedrock: names.some((name) => BLUEPRINTS[name].usesBedrock),
    });
  }

  private addDataLakeAdministrators(roles: AssociationRoles): ITerraformDependable[] {
    if (!this.account.lakeFormation) return [];
    return new DataLakeAdministrators(this, "DataLakeAdministrators", {
      functionName: this.functionName,
      ledgerScope: this.context.stage.name,
      regions: Object.keys(this.account.regions),
      administratorArns: [roles.provisioningRoleArn, roles.manageAccessRoleArn],
      adoptIds: this.adoptedAdministrators(),
      dependsOn: [...roles.dependables],
    }).resources;
  }

  private adoptedAdministrators(): Record<string, string> {
    const { context, account } = this;
    const entries = Object.keys(account.regions).map(
      (region) => [region, context.adoptId("DataLakeAdministrators", account.key, region)] as const,
    );
    return Object.fromEntries(entries.flatMap(([region, id]) => (id === undefined ? [] : [[region, id]])));
  }

  /** Grants of the configuration that name this account: the service takes them from nowhere else. */
  private addGrants(blueprints: BlueprintConfigurations): void {
    const { environment, ownsDomain, domain } = this.context.stage;
    this.addGrantsOf("Grant", "grants", environment.grants, blueprints);
    // Under a scope of their own: the two maps may use the same key.
    if (ownsDomain) this.addGrantsOf("DomainGrant", "domain.grants", domain.grants, blueprints);
  }

  private addGrantsOf(
    id: string,
    home: "grants" | "domain.grants",
    grants: Readonly<Record<string, Grant>>,
    blueprints: BlueprintConfigurations,
  ): void {
    const { context, functionName } = this;
    const scope = new Construct(this, id);
    for (const [key, grant] of Object.entries(grants)) {
      if (!isIssuedByMember(grant) || grant.account !== this.account.key) continue;
      new PolicyGrant(scope, key, {
        domainId: this.references.domainId,
        policyType: grant.policy,
        entity: {
          type: "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
          identifier: `${this.account.id}:${blueprints.blueprintIds[grant.blueprint]}`,
        },
        principal: grantPrincipal(grant.principal, this.references),
        dependsOn: blueprints.resources,
        adoption: adoptionOf(context.adoptId("PolicyGrant", home, key), {
          functionName,
          ledgerKey: `${context.stage.name}/${home}/${key}`,
        }),
      });
    }
  }
}

/** Tags that projects put on their resources: AWS's provisioning policy allows only keys that begin `AmazonDataZone`. */
function projectTagKeys(stage: Stage): string[] {
  return [...new Set(Object.values(stage.profiles).flatMap((profile) => Object.keys(profile.resourceTags)))].sort();
}
