import path from "node:path";
import { schema } from "./schema";

export const SCHEMA_FILE = path.resolve(__dirname, "../../plugin/schema.json");

/** The text of the file, as it is to be. */
export function schemaText(): string {
  return `${JSON.stringify(schema(), undefined, 2)}\n`;
}
