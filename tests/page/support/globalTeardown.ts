import { notedTimes, pageRun } from "./pageRun";

/** Says what a person may look at. */
export default function globalTeardown(): void {
  process.stdout.write(`\n${notedTimes()}Screenshots and times are in ${pageRun().reports}\n`);
}
