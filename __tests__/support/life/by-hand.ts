import {
  DeleteDomainUnitCommand,
  DeleteEnvironmentBlueprintConfigurationCommand,
  GetAccountPoolCommand,
  ListPolicyGrantsCommand,
  RemovePolicyGrantCommand,
  UpdateAccountPoolCommand,
  UpdateProjectCommand,
  UpdateProjectProfileCommand,
  type DataZoneClient,
  type ManagedPolicyType,
} from "@aws-sdk/client-datazone";
import { REGION } from "./organization";

/** What somebody does in the console, past Terraform. */
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

  /** Removes all grants of a policy on a domain unit. */
  async removeGrants(policyType: ManagedPolicyType, unitId: string): Promise<void> {
    const on = {
      domainIdentifier: this.domainIdentifier,
      entityType: "DOMAIN_UNIT",
      entityIdentifier: unitId,
      policyType,
    } as const;
    const { grantList = [] } = await this.client.send(new ListPolicyGrantsCommand(on));
    for (const { principal, grantId } of grantList)
      await this.client.send(new RemovePolicyGrantCommand({ ...on, principal, grantIdentifier: grantId }));
  }
}
