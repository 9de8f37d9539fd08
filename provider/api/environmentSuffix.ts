/** The vendor's pages have such placeholders (`:managed_user_id_dev`), which are easily taken for ids. */
const SUFFIX = /._(?:dev|test|prod)$/;

/** What to say of an id that names no customer and ends like an environment; undefined for any other id. */
export function environmentAdvice(managedUserId: string): string | undefined {
  return SUFFIX.test(managedUserId) ? ENVIRONMENT_ADVICE : undefined;
}

const ENVIRONMENT_ADVICE =
  "_dev, _test and _prod at the end of an id name no environment; each environment is a workspace with a number of its " +
  "own, which is in the Embedded admin workspace, in the settings of that environment's workspace, and an external id " +
  "names the original workspace";
