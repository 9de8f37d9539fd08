import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOM = resolve(__dirname, "../../provider/cli");

test("only main.ts knows streams, environment and exit code of the process: a command has them from whoever runs it", () => {
  const files = readdirSync(ROOM, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const known = /\bprocess\.(env|argv|stdout|stderr|stdin|exit|exitCode)\b|\bconsole\./;
  const knowing = files.filter((file) => known.test(readFileSync(join(ROOM, file), "utf8")));
  expect(knowing).toEqual(["main.ts"]);
});
