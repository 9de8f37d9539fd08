/** `npm run rooms`: which folders of the provider and of the emulator import which, and every circle. */
import { circlesIn, importsBetweenFolders, importsWithin } from "./imports";

for (const folder of ["provider", "emulator"]) {
  const imports = importsWithin(folder);
  const arrows = importsBetweenFolders(imports);
  for (const from of [...arrows.keys()].sort()) {
    const counts = [...(arrows.get(from) ?? [])].sort().map(([to, files]) => `${to} (${files})`);
    process.stdout.write(`${from} -> ${counts.join(", ")}\n`);
  }
  const circles = circlesIn(imports).map((circle) => `  ${circle.join(" -> ")}\n`);
  process.stdout.write(`${folder}: ${imports.size} files, ${circles.length} circles\n${circles.join("")}`);
}
