export { Network, type NetworkProps } from "./network";
export { subnetPlan, type SubnetPlan } from "./subnet-plan";
