export { ObservabilityLink, type ObservabilityLinkProps } from "./observability-link";
export { ObservabilitySink, type ObservabilitySinkProps } from "./observability-sink";
export { UseCaseDashboard, type DashboardStage, type UseCaseDashboardProps } from "./use-case-dashboard";
