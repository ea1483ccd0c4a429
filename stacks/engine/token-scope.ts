import { TokenMap } from "cdktf/lib/tokens/private/token-map";

/** The engine's register of tokens: private, and one for the whole process. */
interface Register {
  stringTokenMap: ReadonlyMap<string, unknown>;
  numberTokenMap: ReadonlyMap<number, unknown>;
}

/**
 * Does something, and lets the engine forget the tokens that were made meanwhile, which it never does: a token holds its
 * stack with all that was constructed in it, 100 kB, and the register of a thousand stacks is 200 MB that the garbage
 * collector copies and marks in vain.
 *
 * @param work whose constructs nobody resolves afterwards: the engine says "Unrecognized token key" then
 */
export function withinTokenScope<T>(work: () => T): T {
  const register = TokenMap.instance() as unknown as Register;
  const { stringTokenMap, numberTokenMap } = register;
  // New maps, and not the same ones emptied: V8 takes what a cleared map held for alive as long as the map's old table is
  // not collected, and so moves each stack's constructs to where garbage is looked for rarely.
  register.stringTokenMap = new Map(stringTokenMap);
  register.numberTokenMap = new Map(numberTokenMap);
  try {
    return work();
  } finally {
    Object.assign(register, { stringTokenMap, numberTokenMap });
  }
}
