import { code, line } from "../../formats/markdown";

/** A stack that is no longer configured, and whose state still holds resources. */
export interface UnconfiguredStack {
  readonly stack: string;
  /** Objects that Terraform manages in it. */
  readonly resources: number;
}

/** Outcome of a search for such stacks. */
export interface Unconfigured {
  readonly stacks: readonly UnconfiguredStack[];
  /** Places in which there may be more of them, because they could not be searched. */
  readonly unsearched: readonly { readonly place: string; readonly why: string }[];
}

const TITLE = "No longer configured, and still there";
const UNSEARCHED = "Not searched for stacks that are no longer configured";
/** Places that are shown of those that were not searched: without credentials they are all. JSON reports have the rest. */
const SHOWN = 10;

/** Command that destroys stacks which are no longer configured. */
export function destructionCommand(stage: string, stacks: readonly UnconfiguredStack[]): string {
  const chosen = stacks.map(({ stack }) => ` --stack ${stack}`).join("");
  return `npm run destroy -- --stage ${stage} --base <git ref that still has ${stacks.length === 1 ? "it" : "them"}>${chosen}`;
}

/** `2 stacks no longer configured`; undefined where there are none. */
export function formatUnconfiguredCount({ stacks }: Unconfigured): string | undefined {
  if (stacks.length === 0) return undefined;
  return `${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} no longer configured`;
}

/** Lines about stacks that are no longer configured, with the command that takes them away; none where there is nothing to say. */
export function formatUnconfigured(stage: string, { stacks, unsearched }: Unconfigured, indent = "  "): string[] {
  const found = stacks.map((stack) => `  ${stack.stack}: ${formatHeld(stack)}`);
  const lines = [
    ...(found.length === 0 ? [] : [`${TITLE}:`, ...found, `  to destroy: ${destructionCommand(stage, stacks)}`]),
    ...unsearched.slice(0, SHOWN).map(formatUnsearched),
    ...andMore(unsearched),
  ];
  return lines.map((one) => indent + one);
}

/** A place that was not searched, and why, on one line. */
export function formatUnsearched({ place, why }: Unconfigured["unsearched"][number]): string {
  return `${UNSEARCHED}: ${place}: ${why}`;
}

/** The same for a merge request. */
export function unconfiguredMarkdown(stage: string, { stacks, unsearched }: Unconfigured): string[] {
  const found = stacks.map((stack) => `- ${code(stack.stack)}: ${formatHeld(stack)}`);
  const places = unsearched.slice(0, SHOWN).map(({ place, why }) => `- ${line`${place}: ${why}`}`);
  return [
    ...(found.length === 0
      ? []
      : [`**${TITLE}:**`, "", ...found, "", `To destroy: ${code(destructionCommand(stage, stacks))}`, ""]),
    ...(places.length === 0
      ? []
      : [`**${UNSEARCHED}:**`, "", ...places, ...andMore(unsearched).map((more) => `- ${more}`), ""]),
  ];
}

function andMore({ length }: Unconfigured["unsearched"]): string[] {
  return length > SHOWN ? [`and ${length - SHOWN} more places`] : [];
}

/** `2 resources in its state` */
export function formatHeld({ resources }: Pick<UnconfiguredStack, "resources">): string {
  return `${resources} ${resources === 1 ? "resource" : "resources"} in its state`;
}
