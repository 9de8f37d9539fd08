/**
 * The text of a module that exports a dynamic provider: it writes down every call, and answers what the file
 * outcomes.json says. The real engine's plugin loads it, and so does the model's. Arguments: `kind` replaces, `first`
 * asks for a delete before it, `value` updates, `signs` names what it answers as a secret.
 */
export const RECORDING_PROVIDER = `
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const here = (file) => __dirname + "/" + file;
const read = (file) => JSON.parse(readFileSync(here(file), "utf8"));
const write = (file, value) => writeFileSync(here(file), JSON.stringify(value));
const plain = ({ __provider, ...values }) => values;
const secret = (value) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });
const signed = ({ signs = [], ...values }) => {
  const entries = Object.entries(values).map(([key, value]) => [key, signs.includes(key) ? secret(value) : value]);
  return { ...Object.fromEntries(entries), ...(signs.length > 0 ? { signs } : {}) };
};

module.exports = (process) => {
  let token;
  const record = (method, name, more) => {
    appendFileSync(here("calls.jsonl"), JSON.stringify({ process: process(), token, method, name, ...more }) + "\\n");
    const outcomes = read("outcomes.json");
    const outcome = (outcomes[method + " " + name] || []).shift();
    write("outcomes.json", outcomes);
    return outcome;
  };
  const nextId = (name) => {
    const ids = read("ids.json");
    ids[name] = (ids[name] || 0) + 1;
    write("ids.json", ids);
    return name + "/" + ids[name];
  };
  const result = (outcome, id, outs) => {
    if (outcome === "fail") throw new Error("no");
    if (outcome === "half") {
      throw Object.assign(new Error("half"), { id, properties: signed({ ...outs, isHalf: true }), reasons: ["half"] });
    }
    return outs && signed(outs);
  };
  return {
    configure({ config }) {
      token = config.get("model:token");
    },
    async check(olds, news) {
      const outcome = record("check", news.name, { olds: plain(olds), news: plain(news) });
      if (outcome === "invalid") return { inputs: news, failures: [{ property: "value", reason: " is bad" }] };
      return { inputs: result(outcome, undefined, { ...news }) };
    },
    async diff(id, olds, news) {
      const outcome = record("diff", news.name, { id, olds: plain(olds), news: plain(news) });
      if (typeof outcome === "object") return outcome;
      result(outcome);
      const replaces = olds.kind === news.kind ? [] : ["kind"];
      const changes = olds.value !== news.value || replaces.length > 0;
      return { changes, replaces, deleteBeforeReplace: replaces.length > 0 && news.first === true };
    },
    async create(news) {
      const outcome = record("create", news.name, { news: plain(news) });
      const id = outcome === "fail" ? "" : nextId(news.name);
      return { id, outs: result(outcome, id, { ...news, from: id }) };
    },
    async read(id, olds) {
      const outcome = record("read", olds.name, { id, olds: plain(olds) });
      if (outcome === "gone") return { id: "" };
      const props = result(outcome, id, { ...olds, isRead: true });
      const { from, isHalf, isRead, isUpdated, ...inputs } = olds;
      return { id, props, inputs: signed(inputs) };
    },
    async update(id, olds, news) {
      const outcome = record("update", news.name, { id, olds: plain(olds), news: plain(news) });
      return { outs: result(outcome, id, { ...news, from: id, isUpdated: true }) };
    },
    async delete(id, olds) {
      result(record("delete", olds.name, { id, olds: plain(olds) }));
    },
  };
};
`;

/** Body of the program: the resources of program.json. */
export const RECORDED_PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { readFileSync } = require("node:fs");
const program = JSON.parse(readFileSync(__dirname + "/program.json", "utf8"));
const __provider = "exports.handler=()=>require(" + JSON.stringify(__dirname + "/recordingProvider.js") + ")(()=>process.pid)";

for (const [name, { args, options = {} }] of Object.entries(program)) {
  const { aliases, retries = 0, secrets = [], ...others } = options;
  let left = retries;
  const onError = retries > 0 ? [new pulumi.ErrorHook("retry-" + name, () => left-- > 0)] : [];
  for (const key of secrets) args[key] = pulumi.secret(args[key]);
  const props = { name, ...args, __provider, __resource: name };
  new pulumi.CustomResource("pulumi-nodejs:dynamic/model:Recorded", name, props, {
    ...others,
    ...(aliases ? { aliases: aliases.map((alias) => ({ name: alias })) } : {}),
    ...(onError.length > 0 ? { hooks: { onError } } : {}),
  });
}
`;
