export { ToolingBucket, type ToolingBucketProps } from "./tooling-bucket";
