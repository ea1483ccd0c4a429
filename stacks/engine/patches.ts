/**
 * Replaces functions of the engine. The first four pay at every synthesis:
 *
 * 1. The capture of stack traces walks the whole stack for every token: 21 % of the time and half of the memory of 300
 *    stacks (https://github.com/hashicorp/terraform-cdk/issues/3892). Nothing here reads creation traces. CDKTF calls
 *    `captureStackTrace`, CDK Terrain `captureCreationStack`.
 * 2. Every `terraform_data` and every `cloud` block runs `terraform version` during validation, 48 ms each. Nothing asks:
 *    Terraform itself refuses stacks whose `required_version` it is not, and that is newer than what the engine asks for.
 * 3. `resolve` searches every text for tokens, several times: 40 % of the time of 300 accounts. Most of it is plain, see
 *    `fast-resolve.ts`.
 * 4. Names of members are converted to Terraform's again for every element: 6 % of the time of 300 accounts, see
 *    `snake-case.ts`.
 * 5. An output asks `util.isArray`, for which Node.js prints the deprecation DEP0044 to every user since version 22.
 *
 * Remove a patch when `__tests__/unit/stacks/engine/patches.test.ts` says that it is no longer needed.
 */
import util from "node:util";
import { fastResolve, type Resolve } from "./fast-resolve";
import { rememberedSnakeCase, type KeysToSnakeCase } from "./snake-case";

/** Functions of the engine that capture a stack trace, as far as this engine has them. */
const CAPTURES = ["captureStackTrace", "captureCreationStack"] as const;

let applied = false;

/** Applies the patches once per process; call before the first construct. */
export function patchEngine(): void {
  if (applied) return;
  applied = true;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- private modules: no types, and replaced in place
  const stackTrace = require("cdktf/lib/tokens/private/stack-trace") as Record<string, () => string[]>;
  for (const name of CAPTURES) if (name in stackTrace) stackTrace[name] = () => [];

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const validation = require("cdktf/lib/validations/validate-binary-version") as {
    ValidateBinaryVersion: { prototype: { validate: () => string[] } };
  };
  validation.ValidateBinaryVersion.prototype.validate = () => [];

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const tokens = require("cdktf/lib/tokens/private/resolve") as { resolve: Resolve };
  tokens.resolve = fastResolve(tokens.resolve);

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const names = require("cdktf/lib/util") as { keysToSnakeCase: KeysToSnakeCase };
  names.keysToSnakeCase = rememberedSnakeCase(names.keysToSnakeCase);

  Object.assign(util, { isArray: Array.isArray });
}
