/**
 * The only place that replaces parts of the engine. Four patches, all of which pay at every synthesis:
 *
 * 1. `captureStackTrace` walks the whole stack for every token: 21 % of the time and half of the memory of 300 stacks
 *    (https://github.com/hashicorp/terraform-cdk/issues/3892). Nothing here reads creation traces.
 * 2. Every `terraform_data` and every `cloud` block runs `terraform version` during validation, 48 ms each. Nothing asks:
 *    Terraform itself refuses stacks whose `required_version` it is not, and that is newer than what the engine asks for.
 * 3. `resolve` searches every text for tokens, several times: 40 % of the time of 300 accounts. Most of it is plain, see
 *    `fast-resolve.ts`.
 * 4. `keysToSnakeCase` renames the same names over and over: 4 % of the time, see `fast-snake-case.ts`.
 *
 * Remove a patch when `__tests__/unit/stacks/engine/patches.test.ts` says that it is no longer needed (CDK Terrain has
 * `CDKTN_DISABLE_CREATION_STACK` for the first).
 */
import { fastResolve, type Resolve } from "./fast-resolve";
import { fastKeysToSnakeCase, type KeysToSnakeCase } from "./fast-snake-case";

let applied = false;

/** Applies the patches once per process; call before the first construct. */
export function patchEngine(): void {
  if (applied) return;
  applied = true;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- private modules: no types, and replaced in place
  const stackTrace = require("cdktf/lib/tokens/private/stack-trace") as { captureStackTrace: () => string[] };
  stackTrace.captureStackTrace = () => [];

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const validation = require("cdktf/lib/validations/validate-binary-version") as {
    ValidateBinaryVersion: { prototype: { validate: () => string[] } };
  };
  validation.ValidateBinaryVersion.prototype.validate = () => [];

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const tokens = require("cdktf/lib/tokens/private/resolve") as { resolve: Resolve };
  tokens.resolve = fastResolve(tokens.resolve);

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const names = require("cdktf/lib/util") as { snakeCase: (name: string) => string; keysToSnakeCase: KeysToSnakeCase };
  names.keysToSnakeCase = fastKeysToSnakeCase(names.snakeCase);
}
