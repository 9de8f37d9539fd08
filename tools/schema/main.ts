/** `npm run generate:schema`: writes plugin/schema.json from the tables of arguments and the docstrings. */
import { writeFileSync } from "node:fs";
import { SCHEMA_FILE, schemaText } from "./schemaFile";

writeFileSync(SCHEMA_FILE, schemaText());
