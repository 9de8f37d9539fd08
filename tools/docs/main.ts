/** `npm run generate:docs`: writes the tables of docs/architecture.md, docs/arguments.md and docs/configuration.md from the source. */
import { writePages } from "./pages";

const written = writePages();
process.stdout.write(written.length === 0 ? "nothing to write\n" : `written: ${written.join(", ")}\n`);
