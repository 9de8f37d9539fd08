import type { Connection } from "../../../provider/api";
import type { CustomerProgram, ImportedCustomer } from "../../../provider/cli/import/customerProgram";
import { customerProgram } from "../../../provider/cli/import/customerProgram";
import type { OutputFile } from "../../../provider/cli/import/outputFolder";
import type { Layout } from "../../../provider/cli/import/projectPlan";
import { planProject } from "../../../provider/cli/import/projectPlan";

export function customerOf(
  managedUserId: string,
  connections: readonly Connection[],
  customerName?: string,
): ImportedCustomer {
  return { managedUserId, connections, customerName };
}

export function programOf(...customer: Parameters<typeof customerOf>): CustomerProgram {
  return customerProgram(customerOf(...customer));
}

/** The files of a new project. */
export function newProject(folder: string, layout: Layout, customers: readonly ImportedCustomer[]): OutputFile[] {
  return [...planProject(folder, layout, customers).files];
}
