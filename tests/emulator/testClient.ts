import type { Emulator } from "../../emulator/emulator";

/** What a test sees of an answer. */
export interface Received {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Sends one request with the emulator's token and reads the JSON that comes back. */
export async function send(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${emulator.token}` },
): Promise<Received> {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(emulator.url + path, { method, headers, ...(text === undefined ? {} : { body: text }) });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

/** The names that a list answers, in its order. */
export function namesIn({ body }: Received): unknown[] {
  return (body.result as { name: unknown }[]).map(({ name }) => name);
}
