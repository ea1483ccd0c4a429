import { markedDescription } from "../../governance/project-requests/mark";
import type {
  AssetFilter,
  DataAccess,
  ListingSnapshot,
  SubscriptionGrant,
  SubscriptionRequest,
} from "../../packages/emulator/services/datazone/data-access/shapes";
import type { InventoryAsset } from "../../packages/emulator/services/datazone/inventory/shapes";
import type { Domain, Membership } from "../../packages/emulator/services/datazone/model";
import { type DomainSize, membersOf, profile } from "./domain-size";
import { isAskedFor, projectRecord } from "./project-records";

/** Time at which everything of the domain was made. */
const AT = "2026-06-01T08:00:00.000Z";
const TABLE = "amazon.datazone.GlueTableAssetType";
const COLUMNS = { columns: ["region", "amount", "email"].map((columnName) => ({ columnName, dataType: "string" })) };
/** Subscriptions of an asset. */
const PER_ASSET = 5;

const READER_ID = profile(999_999_999_999);

/** Places of the emulator's store that are filled. */
export interface DomainStore {
  readonly domain: Domain;
  readonly access: DataAccess;
  readonly assets: Record<string, InventoryAsset>;
}

/**
 * Fills a domain of the emulator, past its API: by the API it would take hours at the service's rates.
 *
 * @param reader - ARN of the role that is a member of every project.
 */
export function fillDomain(store: DomainStore, size: DomainSize, reader: string): void {
  const { domain } = store;
  // First of all profiles: the emulator looks for its caller among them at each call, which the service does not.
  domain.userProfiles[READER_ID] = {
    id: READER_ID,
    type: "IAM",
    status: "ACTIVATED",
    details: { iam: { arn: reader } },
  };
  const units = Array.from({ length: 20 }, (_, count) => `unit${count}`);
  for (const id of units)
    domain.units[id] = {
      ...{ id, name: `Unit ${id}`, parentId: domain.rootDomainUnitId, createdAt: AT, createdBy: "SYSTEM" },
      owners: [{ type: "user", profileId: profile(0) }],
    };
  for (let count = 0; count < size.projects * 2; count++)
    domain.userProfiles[profile(count)] = {
      ...{ id: profile(count), type: "SSO", status: "ASSIGNED" },
      details: { sso: { username: `person.${count}@example.com` } },
    };
  const lake = domain.blueprints.find(({ name }) => name === "DataLake")?.id ?? "none";
  for (let count = 0; count < size.projects; count++)
    addProject(domain, count, { unit: units[count % 20], lake }, size);
  for (let count = 0; count * PER_ASSET < size.subscriptions; count++) addAsset(store, count, size);
  for (let count = 0; count < size.subscriptions; count++) addSubscription(store, count, size);
}

/** @param lake - Blueprint of the project's environment: the service gives such an environment a place for grants. */
function addProject(
  domain: Domain,
  count: number,
  { unit: domainUnitId, lake }: { readonly unit: string; readonly lake: string },
  size: DomainSize,
): void {
  const id = `project${count}`;
  const members = membersOf(count, size).map(
    ({ id: profileId, designation }): Membership => ({ member: { type: "user", profileId }, designation }),
  );
  domain.projects[id] = {
    ...{ id, name: `Project ${count}`, domainUnitId, resourceTags: [], createdBy: profile(0) },
    ...(isAskedFor(count) ? { description: markedDescription(projectRecord(count, size)) } : {}),
    ...{ createdAt: AT, lastUpdatedAt: AT },
    // Filters are told to those alone who may change them.
    memberships: [...members, { member: { type: "user", profileId: READER_ID }, designation: "PROJECT_CONTRIBUTOR" }],
  };
  domain.environments[`env${count}`] = {
    ...{
      id: `env${count}`,
      projectId: id,
      name: "Lake",
      awsAccountId: "222222222222",
      awsAccountRegion: domain.region,
    },
    ...{ environmentBlueprintId: lake, environmentConfigurationId: "c", environmentConfigurationName: "Lake" },
    ...{ activeAt: 0, createdBy: "SYSTEM", createdAt: AT },
  };
}

function addAsset({ access, assets }: DomainStore, count: number, { projects }: DomainSize): void {
  const id = `asset${count}`;
  const forms = [
    {
      formName: "GlueTableForm",
      typeIdentifier: "amazon.datazone.GlueTableFormType",
      content: JSON.stringify(COLUMNS),
    },
  ];
  const by = { createdAt: AT, createdBy: profile(0) };
  assets[id] = {
    ...{ id, projectId: `project${count % projects}`, typeIdentifier: TABLE },
    revisions: [{ revision: "1", name: `Asset ${count}`, typeRevision: "1", glossaryTerms: [], forms, ...by }],
    listing: {
      ...{ id: `listing${count}`, revision: 1, status: "ACTIVE", assetRevision: "1" },
      ...{ ...by, updatedAt: AT, updatedBy: profile(0) },
    },
  };
  const filter: AssetFilter = {
    ...{ id: `filter${count}`, projectId: `project${count % projects}`, assetId: id, name: "EU", createdAt: AT },
    configuration: {
      rowConfiguration: { rowFilter: { expression: { equalTo: { columnName: "region", value: "EU" } } } },
    },
  };
  access.filters[filter.id] = filter;
}

function addSubscription({ access }: DomainStore, count: number, { projects, subscriptions }: DomainSize): void {
  const asset = Math.floor(count / PER_ASSET);
  const listing: ListingSnapshot = {
    ...{ id: `listing${asset}`, revision: "1", name: `Asset ${asset}`, description: "" },
    ...{ assetId: `asset${asset}`, assetRevision: "1", assetType: TABLE, ownerProjectId: `project${asset % projects}` },
    forms: JSON.stringify({ GlueTableForm: COLUMNS }),
  };
  const projectId = `project${(asset + 1 + (count % PER_ASSET) * 97) % projects}`;
  const filterIds = count % 2 === 0 ? [`filter${asset}`] : undefined;
  const marks = { projectId, listing, access: { filterIds }, createdAt: AT, createdBy: profile(1), updatedAt: AT };
  const request = (id: string, status: SubscriptionRequest["status"]): void => {
    access.requests[id] = {
      id,
      ...marks,
      status,
      reason: "Reports",
      forms: [],
      reviewerId: profile(0),
      // Of a request that waits, nothing: the service tells no empty text.
      ...(status === "PENDING" ? {} : { decisionComment: "Decided" }),
    };
  };
  request(`request${count}`, "ACCEPTED");
  if (count % 10 === 0) request(`waiting${count}`, "PENDING");
  access.subscriptions[`subscription${count}`] = {
    ...{ id: `subscription${count}`, requestId: `request${count}`, ...marks },
    status: count < subscriptions - subscriptions / 20 ? "APPROVED" : "REVOKED",
  };
  const grant: SubscriptionGrant = {
    ...{ id: `grant${count}`, subscriptionId: `subscription${count}`, targetId: "target" },
    ...{
      environmentId: projectId.replace("project", "env"),
      projectId,
      createdAt: AT,
      createdBy: "SYSTEM",
      updatedAt: AT,
    },
    course: { direction: "GRANT", carriedOut: { inProgressAt: 0, finishedAt: 0 } },
  };
  access.grants[grant.id] = grant;
}
