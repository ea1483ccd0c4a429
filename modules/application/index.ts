export { ACCESS_TIMEOUT_SECONDS, AccessFunction, type AccessFunctionProps } from "./access-function";
export { ApplicationAlarms, type ApplicationAlarmsProps } from "./application-alarms";
export { ApplicationDashboard, type ApplicationDashboardProps } from "./application-dashboard";
export { ApplicationQueue, type ApplicationQueueProps } from "./application-queue";
export { ApplicationTable } from "./application-table";
export { ApplicationTopic, type ApplicationTopicProps } from "./application-topic";
export { Doorbell, doorbellRuleArn, type DoorbellProps } from "./doorbell";
export type { ApplicationPlace } from "./place";
export { SweepSchedule, type SweepScheduleProps } from "./sweep-schedule";
