import type { StackAddress } from "../../contracts/layers";
import type { TerraformJson } from "../support/terraform-json";

/** A synthesized stack with what the configuration says about it: what every rule looks at. */
export interface StackUnderTest {
  readonly organization: string;
  readonly stage: string;
  readonly id: string;
  readonly address: StackAddress;
  readonly accountId: string;
  readonly governanceAccountId: string;
  readonly partition: string;
  readonly backend: "s3" | "local" | "cloud";
  readonly protection: "none" | "data" | "all";
  /** True where runs have the account's role from the start, so that the provider assumes none. */
  readonly runsAsRole: boolean;
  /** Tags that the configuration asks for. */
  readonly tags: Readonly<Record<string, string>>;
  readonly json: TerraformJson;
  /** Addresses of what was constructed: what shares an address with another is lost in `json`. */
  readonly constructed: readonly string[];
}

/** Finds the problems of one stack; empty where there are none. */
export type StackRule = (stack: StackUnderTest) => string[];

/** Finds the problems of the stacks of an organization, all stages together. */
export type OrganizationRule = (stacks: readonly StackUnderTest[]) => string[];
