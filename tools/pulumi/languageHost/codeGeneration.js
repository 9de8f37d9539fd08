// What `pulumi package add` and `pulumi import` ask a language host for: the stand-in has it made by the CLI's own code, where
// the environment says which program does that; see generatedSdk.ts.
"use strict";

const { execFile } = require("node:child_process");
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");

const TOOL = process.env.PULUMI_CODE_GENERATOR;

/** @param messages the SDK's `language_pb` */
exports.answers = (language, messages) => {
  if (TOOL === undefined) return {};

  /** Answers a call with what `run` makes of its request. */
  const answer = (run) => (call, callback) => {
    run(call.request).then(
      (response) => callback(null, response),
      (error) => callback({ code: 2, details: error.message }),
    );
  };

  return {
    generatePackage: answer(async (request) => {
      const folder = mkdtempSync(path.join(tmpdir(), "schema-"));
      try {
        const schema = path.join(folder, "schema.json");
        writeFileSync(schema, request.getSchema());
        await generate(["sdk", language, schema, request.getDirectory()]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      return new messages.GeneratePackageResponse();
    }),

    generateProgram: answer(async (request) => {
      const sources = Object.fromEntries(request.getSourceMap().toObject());
      const files = await generate(["program", language, request.getLoaderTarget()], JSON.stringify(sources));
      const response = new messages.GenerateProgramResponse();
      for (const [name, text] of Object.entries(JSON.parse(files))) {
        response.getSourceMap().set(name, Buffer.from(text));
      }
      return response;
    }),

    // The program's own files stay as they are.
    link: answer(async () => new messages.LinkResponse()),
  };
};

function generate(args, input = "") {
  return new Promise((resolve, reject) => {
    const running = execFile(TOOL, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr || error.message));
    });
    running.stdin.on("error", () => undefined);
    running.stdin.end(input);
  });
}
