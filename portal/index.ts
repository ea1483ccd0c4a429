export { buildPortal, FILES_BELOW } from "./build";
export { portalHeaders, type HeaderOptions } from "../contracts/application/portal-headers";
export type { PortalConfig } from "./api/assumed";
