import type { ITerraformDependable } from "cdktf";
import type { PolicyEntity } from "../../contracts/service/policies";
import type { PolicyDetail } from "./detail";
import type { GrantPrincipal } from "./principal";

/** Entity that a policy is granted on. */
export interface GrantEntity {
  readonly type: PolicyEntity;
  /** Id of the unit, profile or asset type; `<account id>:<blueprint id>` for a blueprint configuration. */
  readonly identifier: string;
}

/** A grant, whichever mechanism keeps it; a change of any of it replaces the grant. */
export interface GrantContent extends PolicyDetail {
  readonly domainId: string;
  readonly entity: GrantEntity;
  readonly principal: GrantPrincipal;
  /** @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}
