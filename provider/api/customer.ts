import { elementsOf } from "./elements";
import { asTextOrNull } from "./json";

/** A customer of the Embedded admin workspace, as `GET /api/managed_users` lists it. */
export interface Customer {
  /** The number of the workspace. */
  readonly managedUserId: string;
  /** The vendor's own id, without the prefix E. */
  readonly externalId: string | null;
  readonly name: string | null;
}

/** Reads a page of `GET /api/managed_users`, by id. */
export function fromCustomerListResponse(payload: unknown): Map<string, Customer> {
  return new Map(
    elementsOf(payload, "customer").map(({ id, element }) => [
      id,
      {
        managedUserId: id,
        externalId: asTextOrNull(element.external_id) ?? null,
        name: asTextOrNull(element.name) ?? null,
      },
    ]),
  );
}
