import {
  AddPolicyGrantCommand,
  DeleteDomainUnitCommand,
  DeleteEnvironmentBlueprintConfigurationCommand,
  DeleteProjectCommand,
  GetAccountPoolCommand,
  GetProjectCommand,
  ListPolicyGrantsCommand,
  RemovePolicyGrantCommand,
  UpdateAccountPoolCommand,
  UpdateProjectCommand,
  UpdateProjectProfileCommand,
  type AddPolicyGrantCommandInput,
  type DataZoneClient,
  type ManagedPolicyType,
  type PolicyGrantMember,
} from "@aws-sdk/client-datazone";
import { REGION } from "./organization";

/** Changes that somebody makes in the console, past Terraform. */
export class ByHand {
  constructor(
    private readonly client: DataZoneClient,
    private readonly domainIdentifier: string,
  ) {}

  async describeProfile(identifier: string, description: string): Promise<void> {
    await this.client.send(
      new UpdateProjectProfileCommand({ domainIdentifier: this.domainIdentifier, identifier, description }),
    );
  }

  async describeProject(identifier: string, description: string): Promise<void> {
    await this.client.send(
      new UpdateProjectCommand({ domainIdentifier: this.domainIdentifier, identifier, description }),
    );
  }

  async addToPool(identifier: string, awsAccountId: string, awsAccountName: string): Promise<void> {
    const { domainIdentifier } = this;
    const { accountSource } = await this.client.send(new GetAccountPoolCommand({ domainIdentifier, identifier }));
    const accounts = accountSource?.accounts ?? [];
    const added = { awsAccountId, awsAccountName, supportedRegions: [REGION] };
    await this.client.send(
      new UpdateAccountPoolCommand({ domainIdentifier, identifier, accountSource: { accounts: [...accounts, added] } }),
    );
  }

  async disableBlueprint(environmentBlueprintIdentifier: string): Promise<void> {
    await this.client.send(
      new DeleteEnvironmentBlueprintConfigurationCommand({
        domainIdentifier: this.domainIdentifier,
        environmentBlueprintIdentifier,
      }),
    );
  }

  async deleteUnit(identifier: string): Promise<void> {
    await this.client.send(new DeleteDomainUnitCommand({ domainIdentifier: this.domainIdentifier, identifier }));
  }

  /** Deletes a project with everything in it, and waits until it is gone. */
  async deleteProject(identifier: string): Promise<void> {
    const project = { domainIdentifier: this.domainIdentifier, identifier };
    await this.client.send(new DeleteProjectCommand({ ...project, skipDeletionCheck: true }));
    for (let second = 0; second < 60; second++) {
      const gone = await this.client.send(new GetProjectCommand(project)).then(
        () => false,
        () => true,
      );
      if (gone) return;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error(`project ${identifier} is still there`);
  }

  /** Grants a policy that nobody configured; answers the grant's id. */
  async addGrant(grant: Omit<AddPolicyGrantCommandInput, "domainIdentifier">): Promise<string> {
    const { grantId } = await this.client.send(
      new AddPolicyGrantCommand({ ...grant, domainIdentifier: this.domainIdentifier }),
    );
    return grantId ?? "";
  }

  /** Removes a group's right to create projects from a profile in a domain unit; other stages have their own profiles there. */
  async removeProfileFrom(groupId: string, profileId: string, unitId: string): Promise<void> {
    await this.removeGrants("CREATE_PROJECT_FROM_PROJECT_PROFILE", unitId, ({ principal, detail }) => {
      const profiles = detail?.createProjectFromProjectProfile?.projectProfiles ?? [];
      return principal?.group?.groupIdentifier === groupId && profiles.includes(profileId);
    });
  }

  /** Removes all grants of a policy on a domain unit. */
  async removeGrants(
    policyType: ManagedPolicyType,
    unitId: string,
    concerns: (grant: PolicyGrantMember) => boolean = () => true,
  ): Promise<void> {
    const on = {
      domainIdentifier: this.domainIdentifier,
      entityType: "DOMAIN_UNIT",
      entityIdentifier: unitId,
      policyType,
    } as const;
    const { grantList = [] } = await this.client.send(new ListPolicyGrantsCommand(on));
    for (const { principal, grantId } of grantList.filter(concerns))
      if (principal !== undefined)
        await this.client.send(new RemovePolicyGrantCommand({ ...on, principal, grantIdentifier: grantId }));
  }
}
