/** Writes what is made from the table of connectors: `npm run generate`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectorCatalog } from "../../provider/connectors/catalogue";
import { inputTypes } from "./inputTypes";

writeFileSync(join(__dirname, "../../provider/connectors/inputTypes.ts"), inputTypes([...connectorCatalog().values()]));
