import { isOffered } from "./regions";

/** Services that `sagemakerDomainNetworkType=VpcOnly` needs, beside the gateway endpoint of S3. */
const VPC_ONLY_SERVICES = [
  "athena",
  "datazone",
  "ec2",
  "ec2messages",
  "glue",
  "kms",
  "q",
  "sagemaker.api",
  "sagemaker.runtime",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "sts",
  "datazone-fips",
] as const;

/**
 * Interface endpoints that projects need in a VPC without internet access, by service name without its prefix: those of them
 * that the Region offers. Without `q` its chat has no private way; without `ec2messages` the agent uses `ssmmessages`.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/network-isolation.html
 */
export function defaultInterfaceEndpoints(region: string): readonly string[] {
  return VPC_ONLY_SERVICES.filter((service) => isOffered(service, region));
}
