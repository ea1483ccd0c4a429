export { adoptDomain, type Adoption, type AdoptionRequest } from "./adopt-domain";
export type { LiveDomain } from "./live";
export { mapOrganization, type AdoptedOrganization, type StageSplit } from "./mapping";
export { partitionOf } from "./partition";
export { readingPermissions, readLiveDomain, type Access, type AccountClients } from "./reading";
export { splitStages } from "./stage-options";
export { outputFiles } from "./writing/files";
