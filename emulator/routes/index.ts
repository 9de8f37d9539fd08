import { connectionRemovalRoutes } from "./connectionRemoval";
import { connectionRoutes } from "./connections";
import { profileAssignmentRoutes } from "./profileAssignments";
import { profileRoutes } from "./profiles";
import type { Route } from "./route";

export const routes: readonly Route[] = [
  ...connectionRoutes,
  ...connectionRemovalRoutes,
  ...profileAssignmentRoutes,
  ...profileRoutes,
];
