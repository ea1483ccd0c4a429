export type { BootstrapReceipt } from "./guard";
export { SmusStack, type SmusStackProps } from "./smus-stack";
