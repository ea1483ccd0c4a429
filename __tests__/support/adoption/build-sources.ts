import {
  type ConnectionPropertiesInput,
  CreateConnectionCommand,
  CreateDataSourceCommand,
  type CreateDataSourceCommandInput,
  CreateGroupProfileCommand,
  CreateProjectMembershipCommand,
  type DataZoneClient,
  ListConnectionsCommand,
} from "@aws-sdk/client-datazone";
import { until } from "./until";

type Hand = Pick<DataZoneClient, "send">;

/** Project whose members make connections and data sources. */
export interface SourcesPlace {
  readonly domainId: string;
  readonly projectId: string;
  /** Account and Region of the project's tooling. */
  readonly account: string;
  readonly region: string;
}

/**
 * Makes connections and data sources by direct API calls, as members of a project do in the portal: a warehouse, a bucket of
 * another Region, a database through Glue; tables of the project's own catalog by schedule and with a form, and a
 * schema of the warehouse.
 */
export class SourcesBuilder {
  constructor(
    private readonly place: SourcesPlace,
    private readonly datazone: Hand,
  ) {}

  async build(): Promise<void> {
    const { account, region } = this.place;
    const tooling = await until(() => this.tooling());
    const secretArn = `arn:aws:secretsmanager:${region}:${account}:secret:sales-AbCdEf`;
    const warehouse = await this.connection(tooling.environmentId, "warehouse", "Closing figures", {
      redshiftProperties: {
        storage: { workgroupName: "sales" },
        databaseName: "sales",
        credentials: { secretArn },
        lineageSync: { enabled: true, schedule: { schedule: "cron(0 4 * * ? *)" } },
      },
    });
    await this.connection(
      tooling.environmentId,
      "archive",
      undefined,
      { s3Properties: { s3Uri: "s3://amazon-sagemaker-archive/2025" } },
      { awsAccountId: account, awsRegion: "eu-central-1" },
    );
    await this.connection(tooling.environmentId, "ledger", "The old books", {
      glueProperties: {
        glueConnectionInput: {
          connectionType: "MYSQL",
          connectionProperties: { HOST: "ledger.example.com", PORT: "3306", DATABASE: "books" },
          physicalConnectionRequirements: {
            subnetId: "subnet-0123456789abcdef0",
            subnetIdList: ["subnet-0123456789abcdef0"],
            securityGroupIdList: ["sg-0123456789abcdef0"],
          },
          authenticationConfiguration: { authenticationType: "BASIC", secretArn },
        },
      },
    });
    await this.dataSources(tooling.connectionId, warehouse, secretArn);
  }

  /** Connects a repository through a code connection that projects may use. @returns the connection's id */
  async repository(codeConnectionArn: string, repositoryId: string): Promise<string> {
    const { environmentId } = await until(() => this.tooling());
    const properties = { codeConnectionArn, repositoryId, defaultBranch: "develop" };
    return this.connection(environmentId, "code", "What the reports are made of", {
      $unknown: ["gitProperties", properties],
    });
  }

  private async dataSources(iam: string, warehouse: string, secretManagerArn: string): Promise<void> {
    await this.dataSource("Orders", {
      description: "What is bought",
      type: "GLUE",
      connectionIdentifier: iam,
      configuration: {
        glueRunConfiguration: {
          autoImportDataQualityResult: true,
          relationalFilterConfigurations: [
            {
              databaseName: "sales",
              filterExpressions: [
                { type: "INCLUDE", expression: "order*" },
                { type: "EXCLUDE", expression: "*_tmp" },
              ],
            },
            { databaseName: "returns" },
          ],
        },
      },
      enableSetting: "ENABLED",
      publishOnImport: true,
      schedule: { schedule: "cron(0 5 * * ? *)", timezone: "EUROPE_ZURICH" },
      assetFormsInput: [
        {
          formName: "Terms",
          typeIdentifier: "amazon.datazone.SubscriptionTermsFormType",
          typeRevision: "1",
          content: JSON.stringify({ value: "internal use" }),
        },
      ],
    });
    await this.dataSource("Cohorts", {
      type: "REDSHIFT",
      connectionIdentifier: warehouse,
      configuration: {
        redshiftRunConfiguration: {
          redshiftStorage: { redshiftServerlessSource: { workgroupName: "sales" } },
          redshiftCredentialConfiguration: { secretManagerArn },
          relationalFilterConfigurations: [
            { databaseName: "sales", schemaName: "cohorts", filterExpressions: [{ type: "INCLUDE", expression: "*" }] },
          ],
        },
      },
      enableSetting: "DISABLED",
      recommendation: { enableBusinessNameGeneration: true },
    });
  }

  /** The connection through which a project's tooling is found. */
  private async tooling(): Promise<{ connectionId: string; environmentId: string } | undefined> {
    const { domainId: domainIdentifier, projectId: projectIdentifier } = this.place;
    const { items = [] } = await this.datazone.send(
      new ListConnectionsCommand({ domainIdentifier, projectIdentifier, type: "IAM" }),
    );
    const [{ connectionId, environmentId } = {}] = items;
    return connectionId === undefined || environmentId === undefined ? undefined : { connectionId, environmentId };
  }

  private async connection(
    environmentIdentifier: string,
    name: string,
    description: string | undefined,
    props: ConnectionPropertiesInput,
    awsLocation?: { awsAccountId: string; awsRegion: string },
  ): Promise<string> {
    const domainIdentifier = this.place.domainId;
    const made = await this.datazone.send(
      new CreateConnectionCommand({ domainIdentifier, environmentIdentifier, name, description, props, awsLocation }),
    );
    return made.connectionId ?? "";
  }

  private async dataSource(
    name: string,
    content: Omit<CreateDataSourceCommandInput, "domainIdentifier" | "projectIdentifier" | "name">,
  ): Promise<void> {
    const { domainId: domainIdentifier, projectId: projectIdentifier } = this.place;
    await this.datazone.send(new CreateDataSourceCommand({ domainIdentifier, projectIdentifier, name, ...content }));
  }
}

/** Makes a role an owner of projects, as the report of an adoption and the runbook tell people to. */
export async function admitRole(
  datazone: Hand,
  domainIdentifier: string,
  rolePrincipalArn: string,
  projectIds: readonly string[],
): Promise<void> {
  const { id } = await datazone.send(new CreateGroupProfileCommand({ domainIdentifier, rolePrincipalArn }));
  const member = { groupIdentifier: id ?? "" };
  for (const projectIdentifier of projectIds)
    await datazone.send(
      new CreateProjectMembershipCommand({ domainIdentifier, projectIdentifier, member, designation: "PROJECT_OWNER" }),
    );
}
