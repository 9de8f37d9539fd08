import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A self-signed pair for localhost, workato.test, app.eu.workato.com, 127.0.0.1, 192.0.2.5 and 2001:db8::5, valid for 100 years; it protects nothing. */
export const CERTIFICATE = {
  key: readFileSync(join(__dirname, "localhost.key.pem"), "utf8"),
  cert: readFileSync(join(__dirname, "localhost.cert.pem"), "utf8"),
};
