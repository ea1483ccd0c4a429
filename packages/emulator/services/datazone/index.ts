import * as client from "@aws-sdk/client-datazone";
import { restJson } from "../../http/protocols";
import type { Operations, Service } from "../../service";
import { refuseByDomain, refuseByShare } from "./access";
import { ACCOUNT_POOL_OPERATIONS } from "./account-pools";
import { BLUEPRINT_CONFIGURATION_OPERATIONS } from "./blueprint-configurations";
import { BLUEPRINT_OPERATIONS } from "./blueprints";
import { CATALOG_OPERATIONS } from "./catalog";
import { CONNECTION_OPERATIONS } from "./connections";
import { DATA_SOURCE_OPERATIONS } from "./data-sources";
import { DOMAIN_UNIT_OPERATIONS } from "./domain-units";
import { DOMAIN_OPERATIONS } from "./domains";
import { ENVIRONMENT_CREATION_OPERATIONS } from "./environment-creation";
import { ENVIRONMENT_OPERATIONS } from "./environments";
import { ASSET_FILTER_OPERATIONS } from "./filters/asset-filters";
import { GRANT_OPERATIONS } from "./grants";
import { GROUP_PROFILE_OPERATIONS } from "./group-profiles";
import { INVENTORY_OPERATIONS } from "./inventory";
import { MEMBERSHIP_OPERATIONS } from "./memberships";
import { OWNER_OPERATIONS } from "./owners";
import { POLICY_GRANT_OPERATIONS } from "./policy-grants";
import { PROJECT_PROFILE_OPERATIONS } from "./project-profiles";
import { PROJECT_OPERATIONS } from "./projects";
import { SUBSCRIBING_OPERATIONS } from "./subscriptions";
import { TAG_OPERATIONS } from "./tags";
import { trailOfCall } from "./trail";
import { USER_PROFILE_OPERATIONS } from "./user-profiles";

const operations: Operations = {
  ...DOMAIN_OPERATIONS,
  ...TAG_OPERATIONS,
  ...DOMAIN_UNIT_OPERATIONS,
  ...OWNER_OPERATIONS,
  ...POLICY_GRANT_OPERATIONS,
  ...BLUEPRINT_OPERATIONS,
  ...BLUEPRINT_CONFIGURATION_OPERATIONS,
  ...ACCOUNT_POOL_OPERATIONS,
  ...PROJECT_PROFILE_OPERATIONS,
  ...PROJECT_OPERATIONS,
  ...MEMBERSHIP_OPERATIONS,
  ...ENVIRONMENT_OPERATIONS,
  ...ENVIRONMENT_CREATION_OPERATIONS,
  ...CONNECTION_OPERATIONS,
  ...DATA_SOURCE_OPERATIONS,
  ...INVENTORY_OPERATIONS,
  ...ASSET_FILTER_OPERATIONS,
  ...SUBSCRIBING_OPERATIONS,
  ...GRANT_OPERATIONS,
  ...USER_PROFILE_OPERATIONS,
  ...GROUP_PROFILE_OPERATIONS,
  ...CATALOG_OPERATIONS,
};

/** Parameters that the service has since botocore 1.43.107. */
export const NEWER_QUERY = { DeleteDomain: { cascadeDelete: "boolean" } } as const;

/** Amazon DataZone, domain version V2: the API of SageMaker Unified Studio. */
export const datazone: Service = {
  signingName: "datazone",
  model: "datazone",
  protocol: restJson({ service: "datazone", client, served: Object.keys(operations), newerQuery: NEWER_QUERY }),
  operations,
  layers: [
    { name: "RAM", refuse: refuseByShare },
    { name: "DataZone", refuse: refuseByDomain },
  ],
  trail: trailOfCall,
};
