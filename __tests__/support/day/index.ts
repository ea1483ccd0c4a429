/** A day in the life of the governance application, in any weather. */
import { ASKING } from "./asking";
import type { Step } from "./day";
import { DECIDING } from "./deciding";
import { ENDING } from "./ending";
import { BEGINNING, RETIRING } from "./projects";

export { Day } from "./day";
export { enter, type Place } from "./place";
export { WEATHERS } from "./weather";

/** The steps of a day in their order: each begins with what those before it have left. */
export const STEPS: readonly Step[] = [...BEGINNING, ...ASKING, ...DECIDING, ...ENDING, ...RETIRING];
