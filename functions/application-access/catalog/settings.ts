import type { DataZoneClient } from "@aws-sdk/client-datazone";
import type { AccessSettings } from "../../../contracts/application/access-settings";

/** Names that rules use, by the ids of the service: what is not in them is not known to rules. */
export interface KnownNames {
  /** `<glossary>/<term>` by the term's id. */
  readonly terms: Readonly<Record<string, string>>;
  /** Key of a unit by its id; the root unit's is "root". */
  readonly units: Readonly<Record<string, string>>;
  /** Key of an asset type of the catalog by its name. */
  readonly assetTypes: Readonly<Record<string, string>>;
  /** Stage by the id of the account that its projects work in. */
  readonly stages: Readonly<Record<string, string>>;
  /** Key of a group by the ARN of the role whose sessions are its members. */
  readonly groupRoles: Readonly<Record<string, string>>;
  /** Form of a request that says what is wished. @default - requests say nothing */
  readonly requestForm?: RequestForm | undefined;
  /** Text with which the ARNs of the roles that ask for projects begin. @default - no role asks for others */
  readonly askingRoles?: string | undefined;
}

/** Form of a request, and the fields of it that say what is wished. */
export type RequestForm = NonNullable<AccessSettings["requestForm"]>;

/** A domain, and who asks it. */
export interface DomainAccess {
  readonly client: DataZoneClient;
  readonly domainId: string;
  readonly names: KnownNames;
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
}
