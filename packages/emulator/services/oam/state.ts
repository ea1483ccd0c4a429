import type { Call } from "../../service";
import type { Store } from "../../store";

/** A sink, in the account in which operators look. */
export interface Sink {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  /** Policy as it was written. @default - none: nobody links to it */
  policy?: string;
  tags: Record<string, string>;
}

/** A link, in the account that shares. */
export interface Link {
  readonly arn: string;
  readonly id: string;
  readonly sinkArn: string;
  readonly label: string;
  readonly labelTemplate: string;
  resourceTypes: string[];
  configuration?: object;
  tags: Record<string, string>;
}

/** Sinks and links of an account in a Region, by ARN. */
export interface OamState {
  readonly sinks: Record<string, Sink>;
  readonly links: Record<string, Link>;
}

/** State of the caller's account and Region. */
export const stateOf = ({ emulator, account, region }: Call): OamState =>
  emulator.store.state<OamState>("oam", account, region, () => ({ sinks: {}, links: {} }));

/** A sink by its ARN, in whichever account; undefined where there is none. */
export function sinkOfArn(store: Store, arn: string): Sink | undefined {
  return store.states<OamState>("oam").flatMap(({ state }) => state.sinks[arn] ?? [])[0];
}

/** Links to a sink, of all accounts. */
export function linksTo(store: Store, sinkArn: string): Link[] {
  return store
    .states<OamState>("oam")
    .flatMap(({ state }) => Object.values(state.links))
    .filter((link) => link.sinkArn === sinkArn);
}
