const Sequencer = require("@jest/test-sequencer").default;

/** Files that take longest, in the order in which they begin. Those that are not named come after them. */
const LONGEST = ["example/apply", "failures", "small-organization", "adoption", "guards"];
/** They begin with what `example/apply` has applied, and would only wait for it. */
const LAST = /\/example\/(?!apply)/;

/** Begins with the files that others wait for or that take longest, so that no worker idles at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      if (LAST.test(path)) return LONGEST.length + 1;
      const at = LONGEST.findIndex((name) => path.includes(`/terraform/${name}`));
      return at < 0 ? LONGEST.length : at;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
