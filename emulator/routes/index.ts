import { connectionListRoutes } from "./connectionList";
import { connectionRemovalRoutes } from "./connectionRemoval";
import { connectionRoutes } from "./connections";
import { customerRoutes } from "./customers";
import { folderRoutes } from "./folders";
import { inputSchemaRoutes } from "./inputSchemas";
import { profileAssignmentRoutes } from "./profileAssignments";
import { profileRoutes } from "./profiles";
import type { Route } from "./route";

/** Every endpoint that the emulator knows; all else answers 404. */
export const routes: readonly Route[] = [
  ...connectionListRoutes,
  ...connectionRoutes,
  ...connectionRemovalRoutes,
  ...customerRoutes,
  ...folderRoutes,
  ...inputSchemaRoutes,
  ...profileAssignmentRoutes,
  ...profileRoutes,
];
