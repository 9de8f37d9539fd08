import { instantOf, isSameInstant } from "../../provider/api";

const NOON = Date.UTC(2015, 4, 26, 12, 0, 0);

test.each([
  "2015-05-26T12:00:00Z",
  "2015-05-26T12:00:00.000Z",
  "2015-05-26T12:00:00.000000Z",
  "2015-05-26t12:00z",
  "2015-05-26T04:00:00-08:00",
  "2015-05-26T17:30:00+0530",
  "2015-05-26T14:00:00+02",
  "2015-05-26 04:00:00 -0800",
  "2015-05-26 12:00:00 UTC",
  "2015-05-26T12:00:00",
  " 2015-05-26 12:00:00\n",
])("%j is noon", (text) => {
  expect(instantOf(text)).toBe(NOON);
});

test("a date alone is its first moment", () => {
  expect(instantOf("2015-05-26")).toBe(Date.UTC(2015, 4, 26));
});

test.each([
  undefined,
  null,
  "",
  "yesterday",
  "no date 5",
  "36",
  "1432641600",
  "2015-13-26T12:00:00Z",
  "2015-05-26T25:00:00Z",
  "2015-05-26T12:00:00 PST",
  "2015-05-26T12:00:00Z and more",
  "Tue, 26 May 2015 12:00:00 GMT",
])("%j is no time", (text) => {
  expect(instantOf(text)).toBeUndefined();
});

test.each<[string | null | undefined, string | null | undefined, boolean]>([
  ["2015-05-26T12:00:00.250Z", "2015-05-26T04:00:00.250-08:00", true],
  ["2015-05-26T12:00:00.250Z", "2015-05-26T12:00:00Z", true],
  ["2015-05-26T12:00:00Z", "2015-05-26 12:00:00.999 UTC", true],
  ["2015-05-26T12:00:00.250Z", "2015-05-26T12:00:00.251Z", false],
  ["2015-05-26T12:00:00Z", "2015-05-26T12:00:01Z", false],
  ["2015-05-26T12:00:00.999Z", "2015-05-26T12:00:01Z", false],
  ["2015-05-26T12:00:00Z", undefined, false],
  [null, "2015-05-26T12:00:00Z", false],
  [null, undefined, true],
])("%j and %j mean one time: %j", (one, other, expected) => {
  expect(isSameInstant(one, other)).toBe(expected);
  expect(isSameInstant(other, one)).toBe(expected);
});
