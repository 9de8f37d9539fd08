import type { FieldErrors } from "./answer";
import type { Credentials } from "../seed/credentials";

/** The payload of create and update, read: a field is absent when the client did not send it. */
export interface ConnectionRequest {
  name?: string;
  provider?: string;
  parentId?: number | null;
  folderId?: number;
  externalId?: string | null;
  shell?: boolean;
  input?: Credentials;
}

/** Reads a payload. Ids may be strings or numbers; what is missing or cannot be read is named in `errors`. */
export function readConnectionRequest(
  body: unknown,
  required: readonly string[] = [],
): { request: ConnectionRequest; errors: FieldErrors } {
  const fields = isObject(body) ? body : {};
  const request: ConnectionRequest = {};
  const errors: FieldErrors = {};
  const refuse = (field: string, reason: string): void => {
    errors[field] = [reason];
  };

  for (const field of ["name", "provider"] as const) {
    const value = fields[field];
    if (!(field in fields) && !required.includes(field)) continue;
    if (value === null || value === undefined) refuse(field, "can't be blank");
    else if (typeof value !== "string") refuse(field, "is invalid");
    else if (value.trim() === "") refuse(field, "can't be blank");
    else request[field] = value;
  }

  if ("parent_id" in fields) {
    const parent = fields.parent_id === null || fields.parent_id === "" ? null : readId(fields.parent_id);
    if (parent === undefined) refuse("parent_id", "is invalid");
    else request.parentId = parent;
  }

  if (fields.folder_id !== undefined && fields.folder_id !== null) {
    const folder = readId(fields.folder_id);
    if (folder === undefined) refuse("folder_id", "is invalid");
    else request.folderId = folder;
  }

  if ("external_id" in fields) {
    const value = fields.external_id;
    if (value === null || typeof value === "string") request.externalId = value;
    else if (typeof value === "number") request.externalId = String(value);
    else refuse("external_id", "is invalid");
  }

  if (fields.shell_connection !== undefined && fields.shell_connection !== null) {
    const value = fields.shell_connection;
    if (value === true || value === "true") request.shell = true;
    else if (value === false || value === "false") request.shell = false;
    else refuse("shell_connection", "is invalid");
  }

  if (fields.input !== undefined && fields.input !== null) {
    if (isObject(fields.input)) request.input = fields.input;
    else refuse("input", "is invalid");
  }

  return { request, errors };
}

/** An id of the API from its string or number, or undefined. */
export function readId(value: unknown): number | undefined {
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  return /^[1-9]\d*$/.test(String(value)) ? Number(value) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
