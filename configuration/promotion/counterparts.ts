import { layerDescriptor, stackId, type StackAddress } from "../../contracts/layers";
import type { Stage } from "../model";
import { stackAddresses } from "../stage-stacks";
import { accountName, withoutStageName } from "./natural-text";

/** The stack of the source stage that a stack is promoted from; `absent` says in words why there is none. */
export type Counterpart = { readonly address: StackAddress } | { readonly absent: string };

/**
 * Finds the stack of `source` that corresponds to a stack of `target`: the same layer, of the governance account for the
 * governance account, else of an account of the same business unit (of several, the one with the same key but for the
 * stage's name, else the one whose key begins most alike).
 *
 * The function answers nothing where there is nothing to compare by nature: layers that keep states, and what belongs to the domain
 * where only one of the two stages owns one.
 */
export function counterpartsOf(target: Stage, source: Stage): (address: StackAddress) => Counterpart | undefined {
  const existing = new Set(stackAddresses(source).map(stackId));
  const similar = accountsByName(source);
  return ({ account, layer }) => {
    const { keepsStates, missedInSource, documentation } = layerDescriptor(layer);
    if (keepsStates === true) return undefined;
    const exists = (candidate: string): boolean => existing.has(stackId({ account: candidate, layer }));
    if (account === target.governance.key) {
      if (exists(source.governance.key)) return { address: { account: source.governance.key, layer } };
      return missedInSource === true ? { absent: `stage ${source.name} has no ${layer}` } : undefined;
    }
    const candidates = similar.get(accountName(target, account)) ?? new Map<string, string>();
    const sameKey = candidates.get(withoutStageName(account, target.name));
    const found = sameKey !== undefined && exists(sameKey) ? sameKey : mostAlike(account, candidates.values(), exists);
    if (found !== undefined) return { address: { account: found, layer } };
    const { businessUnit } = target.accounts[account];
    const which = documentation.account === "each that hosts projects" ? " that hosts projects" : "";
    const wanted = businessUnit === undefined ? `account "${account}"` : `account of business unit ${businessUnit}`;
    return { absent: `stage ${source.name} has no ${wanted}${which}` };
  };
}

/** Keys of the member accounts, by what the account is to the stage and then by key without the stage's name; sorted. */
function accountsByName(stage: Stage): Map<string, Map<string, string>> {
  const byName = new Map<string, Map<string, string>>();
  for (const key of Object.keys(stage.accounts).sort()) {
    if (key === stage.governance.key) continue;
    const name = accountName(stage, key);
    const known = byName.get(name) ?? new Map<string, string>();
    known.set(withoutStageName(key, stage.name), key);
    byName.set(name, known);
  }
  return byName;
}

/** The key with the longest common beginning; of several the first. */
function mostAlike(key: string, candidates: Iterable<string>, accept: (key: string) => boolean): string | undefined {
  let best: string | undefined;
  let longest = -1;
  for (const candidate of candidates) {
    let length = 0;
    while (length < key.length && key[length] === candidate[length]) length++;
    if (length > longest && accept(candidate)) [best, longest] = [candidate, length];
  }
  return best;
}
