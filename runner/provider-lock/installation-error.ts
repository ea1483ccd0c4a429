import type { LockedProvider } from "../../formats/terraform-lock";
import { RunnerError } from "../errors";
import { terraformPlatform, type Diagnostic } from "../terraform";
import { forPlatforms, makingCommand, platformCure } from "./check-lock";
import { shownPath, type KeptLock } from "./kept-lock";

/** A run whose providers could not be installed. */
interface Run {
  readonly stage: string;
  /** For people: where providers come from. */
  readonly from: string;
}

/**
 * Ends the run where terraform refuses a provider because of the kept lock file: it would say the same for every stack, and
 * advise `init -upgrade`, which is the one thing that must not be done to a single stack.
 *
 * @throws RunnerError with what differs and what to do
 */
export function refuseOtherProvider(kept: KeptLock, errors: readonly Diagnostic[], run: Run): void {
  for (const { summary, detail } of errors) {
    const text = `${summary} ${detail}`.replace(/\s+/g, " ");
    const explain = REASONS.find(([sign]) => sign.test(text))?.[1];
    const [address, provider] = [...kept.lock].find(([name]) => text.includes(sourceOf(name))) ?? [];
    if (explain === undefined || address === undefined || provider === undefined) continue;
    const name = `${sourceOf(address)} ${provider.version}`;
    throw new RunnerError(
      explain({ ...run, name, provider, file: shownPath(kept.file) }),
      `${summary}\n${detail}`.trim(),
    );
  }
}

interface Facts extends Run {
  /** Provider and version. */
  readonly name: string;
  readonly provider: LockedProvider;
  readonly file: string;
}

/** Messages of terraform 1.11 (measured), and what they mean here. */
const REASONS: readonly (readonly [sign: RegExp, explain: (facts: Facts) => string])[] = [
  [/match any of the checksums/, explainChecksums],
  [
    /previously-selected version .* is no longer available|is not available for/,
    ({ name, file, from, stage }) =>
      `${file} holds ${name}, which cannot be had (${from}); add it there, or choose a version for all stages: ${makingCommand(stage)} --upgrade-providers`,
  ],
];

function explainChecksums({ name, provider, file, from, stage }: Facts): string {
  const platform = terraformPlatform();
  if (provider.platforms?.includes(platform) === false)
    return `${file} has ${name} for ${forPlatforms(provider)}, and ${platformCure(stage, platform)}`;
  return `${name} (${from}) is not the package whose checksums ${file} holds for ${forPlatforms(provider)}; find out which of them is right, and only then make the file anew: ${makingCommand(stage)} --upgrade-providers`;
}

/** `hashicorp/aws` of `registry.terraform.io/hashicorp/aws`. */
function sourceOf(address: string): string {
  return address.split("/").slice(-2).join("/");
}
