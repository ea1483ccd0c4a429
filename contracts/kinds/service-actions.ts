/** Asked of every kind in a domain, to tell "the object is gone" from "the domain is not visible". */
export const GET_DOMAIN = "datazone:GetDomain";
/** Asked by what names blueprints: their ids differ per domain. */
export const LIST_BLUEPRINTS = "datazone:ListEnvironmentBlueprints";
