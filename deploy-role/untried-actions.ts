/**
 * Actions that are granted although no run of the tests uses them, by kind of role, with the reason. `npm run grants` fails on an
 * action that nothing uses and that has no reason here, and on a reason that is out of date.
 */
export const UNTRIED_ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/**
 * Actions that were used and that another statement of the role allows as well, so that no refusal would tell of a lost statement,
 * by kind of role, with the reason.
 */
export const SPARE_ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
