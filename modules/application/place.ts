import type { KeyInUse } from "../../contracts/encryption-key";
import type { FunctionNetwork } from "../lambda-function";

/** Account, Region and names of the governance application. */
export interface ApplicationPlace {
  readonly partition: string;
  /** Account that owns the domain. */
  readonly accountId: string;
  /** Region of the domain. */
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces everything. */
  readonly prefix: string;
  /** Key that encrypts all that the application keeps and sends. */
  readonly key: KeyInUse;
  /** Refuse to destroy what holds data: table and bucket. */
  readonly protect: boolean;
  /** Network of all functions. @default - none */
  readonly network?: FunctionNetwork;
}

/** ARN of the key where the application has one; nothing where services use their own. */
export function keyArn({ key }: Pick<ApplicationPlace, "key">): string | undefined {
  return key.type === "awsOwned" ? undefined : key.arn;
}
