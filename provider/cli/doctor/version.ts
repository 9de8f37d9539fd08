/** Is a version, such as "v3.248.0" or "3.249.0-alpha.1", this one or a later one? What is before a release counts as it. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [numbers, minimums] = [numbersOf(version), numbersOf(minimum)];
  const different = minimums.findIndex((number, place) => number !== numbers[place]);
  return different < 0 || (numbers[different] ?? 0) > (minimums[different] ?? 0);
}

/** Major, minor and patch. */
function numbersOf(version: string): number[] {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version.trim()) ?? [];
  return [major, minor, patch].map((number) => Number(number ?? 0));
}
