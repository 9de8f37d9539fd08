/** Writes what is made from the table of connectors: `npm run generate`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectorCatalog } from "../../provider/connectors/catalogue";
import { inputTypes } from "./inputTypes";
import { policyCredentials } from "./policyCredentials";

const CONNECTORS = [...connectorCatalog().values()];

writeFileSync(join(__dirname, "../../provider/connectors/inputTypes.ts"), inputTypes(CONNECTORS));
writeFileSync(join(__dirname, "../../examples/policy/credentials.json"), policyCredentials(CONNECTORS));
