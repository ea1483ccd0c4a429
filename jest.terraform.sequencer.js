const Sequencer = require("@jest/test-sequencer").default;

/** Files that apply what others begin with, and those that take longest, in the order in which they begin. */
const FIRST = ["example/apply", "small/from-nothing", "adoption", "guards", "failures/apply", "failures/answers"];
/** They begin with what `example/apply` has applied, and would only wait for it. */
const LAST = /\/example\/(?!apply)/;

/** Begins with what others wait for and with what takes longest, so that no worker waits or idles at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      if (LAST.test(path)) return FIRST.length + 1;
      const at = FIRST.findIndex((name) => path.includes(`/terraform/${name}`));
      return at < 0 ? FIRST.length : at;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
