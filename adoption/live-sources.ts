/** Connections and data sources of a project, as far as the role that reads sees them. */
export interface LiveSources {
  /** Connections that people have made: not those that the project's environments bring. */
  readonly connections: readonly LiveConnection[];
  readonly dataSources: readonly LiveDataSource[];
  /** Names of all connections by their ids. */
  readonly connectionNames: Readonly<Record<string, string>>;
  /** Reason for which the role that reads does not see them. @default - it does */
  readonly hidden?: string;
}

/** Connection of a project to another service or a store of data. */
export interface LiveConnection {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Type in the service's words, for example REDSHIFT. */
  readonly type: string;
  /** Member of the API's union of properties; absent where the service returns none that this version knows. */
  readonly member?: string;
  /** Its properties in the API's words; those of Glue and host and port are of the endpoint. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Place of what it leads to, where that is not the place of the project's tooling. */
  readonly location?: { readonly accountId?: string; readonly region?: string; readonly accessRoleArn?: string };
  readonly trustedIdentityPropagation: boolean;
}

/** Databases and tables that a data source imports. */
export interface LiveFilter {
  readonly database: string;
  readonly schema?: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Data source of a project. */
export interface LiveDataSource {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly type: string;
  readonly connectionId?: string;
  readonly enabled: boolean;
  readonly publishOnImport: boolean;
  readonly generatesBusinessNames: boolean;
  readonly schedule?: { readonly cron: string; readonly timeZone?: string };
  readonly filters: readonly LiveFilter[];
  readonly dataAccessRoleArn?: string;
  readonly catalogName?: string;
  readonly importsDataQuality: boolean;
  readonly storage?: { readonly clusterName: string } | { readonly workgroupName: string };
  readonly credentialsSecretArn?: string;
  readonly forms: readonly LiveSourceForm[];
}

/** Form that imported assets get. */
export interface LiveSourceForm {
  readonly name: string;
  readonly type: string;
  readonly revision?: string;
  /** JSON text; absent where the service does not return it. */
  readonly content?: string;
}
