export { buildPortal, FILES_BELOW, type PortalFile } from "./build";
export { portalHeaders, type HeaderOptions } from "./headers";
export type { PortalConfig } from "./api/assumed";
