/** `npm run plugin:bundle`: makes the tarball of the provider plugin for machines without npm. */
import { statSync } from "node:fs";
import { reportFailure } from "../failure";
import { bundlePlugin } from "./bundle";

bundlePlugin(process.cwd()).then((tarball) => {
  process.stdout.write(`${tarball} (${Math.round(statSync(tarball).size / 1024)} KB)\n`);
}, reportFailure);
