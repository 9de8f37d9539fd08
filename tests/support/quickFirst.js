const { sep } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

const ORDER = ["unit", "emulator", "api", "runtime", "cli", "reliability", "engine"];
const rank = (test) => ORDER.findIndex((folder) => test.path.includes(`${sep}tests${sep}${folder}${sep}`));

/** Quick suites first, so that a mistake shows within seconds. */
module.exports = class QuickFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  }
};
