/** The variables that a command reads to reach Workato, for `--help`. */
export const ENVIRONMENT_HELP = `
Environment:
  WORKATO_API_TOKEN  token of an API client of the Embedded admin workspace
  WORKATO_REGION     us (default), eu, jp, sg, au, il, cn, kr, uk or trial
  WORKATO_HOST       another origin, such as that of a private instance
  WORKATO_LOG=debug  one line a request
With --stack NAME, the configuration of that stack comes first, as for \`pulumi up\`. It is read with your own \`pulumi\`: run
this in the folder of the Pulumi project. --account NAME then takes an entry of its workato:accounts.`;
