import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Values } from "../../formats/terraform-show";
import type { AssumedRole } from "../../aws/credentials";
import type { SynthesizedStack } from "../synthesis";
import { object, text } from "./plan-contents";

/** Account in which a stack's provider works, and the role that it assumes there. */
export interface StackProvider extends AssumedRole {
  readonly accountId: string;
}

/** The provider of a stack, as its file says: the one that terraform uses where no alias is named. */
export function providerOf(stack: SynthesizedStack): StackProvider {
  const file = object(JSON.parse(readFileSync(join(stack.directory, "cdk.tf.json"), "utf8")));
  const { aws } = object(file.provider);
  const providers = (Array.isArray(aws) ? aws : []).map(object);
  const own: Values = providers.find(({ alias }) => alias === undefined) ?? {};
  const role = object(Array.isArray(own.assume_role) ? own.assume_role[0] : undefined);
  return {
    region: text(own.region),
    accountId: Array.isArray(own.allowed_account_ids) ? text(own.allowed_account_ids[0]) : "",
    ...(role.role_arn === undefined ? {} : { roleArn: text(role.role_arn) }),
    ...(role.external_id === undefined ? {} : { externalId: text(role.external_id) }),
  };
}
