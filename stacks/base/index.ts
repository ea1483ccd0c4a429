export type { Evidence } from "./existence";
export type { BootstrapReceipt } from "./guard";
export { LimitsExceeded } from "./limits";
export type { PromotionGateProps, PromotionSource, ReadableState } from "./promotion-gate";
export { SmusStack, TERRAFORM_VERSION, type SmusStackProps } from "./smus-stack";
