import { z } from "zod";

const id = (kind: "subnet" | "sg", what: string) =>
  z
    .string()
    .regex(new RegExp(`^${kind}-[0-9a-f]{8,17}$`))
    .describe(`the id of ${what}: ${kind}- and 8 to 17 of 0-9 and a-f`);

/** Network of the governance application's functions: a VPC of the account that owns the domain, in its Region. */
export const applicationNetwork = z.strictObject({
  /**
   * Ids of 1 to 16 private subnets of one VPC, each once. Two or more in distinct Availability Zones keep the application running
   * when one fails.
   */
  subnetIds: z.array(id("subnet", "a subnet")).min(1).max(16),
  /** Ids of 1 to 5 security groups of that VPC, each once. They need to let HTTPS out; nothing comes in. */
  securityGroupIds: z.array(id("sg", "a security group")).min(1).max(5),
});
