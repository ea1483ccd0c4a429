import type { Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";

/** Terraform and S3 say what stands against a destruction, but not which of the two steps was left out. */
export function withDestroyHint(
  { stage }: Pick<Session, "stage">,
  { id }: Pick<SynthesizedStack, "id">,
  errors: readonly Diagnostic[],
): readonly Diagnostic[] {
  return errors.map((error) => {
    const said = `${error.summary}\n${error.detail}`;
    const hint = said.includes("Instance cannot be destroyed")
      ? `protected by the stage: set protection: "none" in its file, then npm run apply -- --stage ${stage}, then destroy`
      : said.includes("BucketNotEmpty")
        ? `terraform empties a bucket only after protection: "none" was applied: npm run apply -- --stage ${stage} --stack ${id}, then destroy again`
        : undefined;
    return hint === undefined ? error : { ...error, detail: `${error.detail}\n${hint}`.trim() };
  });
}
