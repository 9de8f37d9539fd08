const { spawn } = require("node:child_process");
const path = require("node:path");

const ROOT = path.join(__dirname, "../..");

/**
 * Fails a run of the tests when the compiler finds an error anywhere: the tests themselves are only transpiled, and an
 * expectation that compares the wrong types may pass. `npm run types` takes seconds, beside the tests.
 */
module.exports = class Types {
  #running;
  #error;

  onRunStart() {
    const compiler = spawn("npm", ["run", "--silent", "types"], { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    const end = () => compiler.kill();
    process.once("exit", end);
    let said = "";
    compiler.stdout.setEncoding("utf8").on("data", (text) => (said += text));
    this.#running = new Promise((resolve) => {
      compiler.once("error", (error) => resolve(error.message));
      compiler.once("close", (code) => resolve(code === 0 ? undefined : said));
    }).finally(() => process.removeListener("exit", end));
  }

  async onRunComplete() {
    const said = await this.#running;
    if (said === undefined) return;
    this.#error = new Error("The compiler finds errors: see above.");
    process.stderr.write(`\nnpm run types:\n${said}\n`);
  }

  getLastError() {
    return this.#error;
  }
};
