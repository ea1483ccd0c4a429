/**
 * The only place that reaches into the engine. Three patches, all of which pay at every synthesis:
 *
 * 1. `captureStackTrace` walks the whole stack for every token: 21 % of the time and half of the memory of 300 stacks
 *    (https://github.com/hashicorp/terraform-cdk/issues/3892). Nothing here reads creation traces.
 * 2. Every `terraform_data` and every `cloud` block runs `terraform version` during validation, 48 ms each. Asking once
 *    is enough; with no `terraform` at hand the question is skipped, since the runner checks the version anyway.
 * 3. `resolve` searches for tokens in every element and then in the whole stack again: 40 % of the time of 300 accounts.
 *    Most of what it searches is plain text, see `fast-resolve.ts`.
 *
 * Remove a patch when `__tests__/unit/stacks/engine/patches.test.ts` says that it is no longer needed (CDK Terrain has
 * `CDKTN_DISABLE_CREATION_STACK` for the first).
 */
import { execSync } from "node:child_process";
import { fastResolve, type Resolve } from "./fast-resolve";

interface VersionValidation {
  versionCommand: string;
  versionConstraint: string;
  validate(): string[];
}

let applied = false;

/** Applies the patches once per process; call before the first construct. */
export function patchEngine(): void {
  if (applied) return;
  applied = true;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- private modules: no types, and replaced in place
  const stackTrace = require("cdktf/lib/tokens/private/stack-trace") as { captureStackTrace: () => string[] };
  stackTrace.captureStackTrace = () => [];

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const tokens = require("cdktf/lib/tokens/private/resolve") as { resolve: Resolve };
  tokens.resolve = fastResolve(tokens.resolve);

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const validation = require("cdktf/lib/validations/validate-binary-version") as {
    ValidateBinaryVersion: { prototype: VersionValidation };
  };
  const { prototype } = validation.ValidateBinaryVersion;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const original = prototype.validate;
  const answers = new Map<string, string[]>();
  prototype.validate = function (this: VersionValidation): string[] {
    const question = `${this.versionCommand} ${this.versionConstraint}`;
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = isRunnable(this.versionCommand) ? original.call(this) : [];
    answers.set(question, answer);
    return answer;
  };
}

function isRunnable(command: string): boolean {
  try {
    execSync(`command -v ${command.split(" ")[0]}`, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
