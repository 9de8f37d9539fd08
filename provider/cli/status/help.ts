/** What `status --help` says after its options. */
export const STATUS_HELP = `
Environment: as for import. One list a customer is sent, within the quota, and nothing is changed.

States, the worst first:
  lost                  it worked and stopped working
  refused               its credentials were refused, and it never worked
  waiting for a person  nobody has authorized it yet
  disconnected          it was authorized, and somebody has disconnected it
  working               it is authorized

Reasons are Workato's own words. Without --json and --html a table is printed; with --html, only how many there are.
--fail-on lost fails when a connection is lost, --fail-on unauthorized when one is not working, for whatever reason.

Examples:
  npx pulumi-workato-embedded status 98178 EA2300
  npx pulumi-workato-embedded status --all --html status.html --fail-on lost
  npx pulumi-workato-embedded status --all --json > status.json

Exit code 3: connections as --fail-on says. It goes before 1, for customers that could not be read.
`;
