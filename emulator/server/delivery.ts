import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Answer } from "../routes/answer";
import type { Clock } from "../state/clock";
import type { Fault } from "./faults";

/** How an answer travels: in one piece, or as a fault wants it. */
export interface Delivery {
  answer: Answer;
  clock: Clock;
  fault: Fault | undefined;
  pause: (milliseconds: number) => Promise<void>;
  /** Called as the last byte goes out, before the client can have read it. */
  onSent: () => void;
}

export async function deliver(response: ServerResponse, delivery: Delivery): Promise<void> {
  const { answer, clock, fault, pause, onSent } = delivery;
  const isText = typeof answer.body === "string";
  const bytes = Buffer.from(isText ? String(answer.body) : JSON.stringify(answer.body));
  response.sendDate = false;
  response.writeHead(answer.status, {
    "content-type": isText ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
    "content-length": String(bytes.length),
    date: new Date(clock.headerNow()).toUTCString(),
    "x-correlation-id": randomUUID(),
    ...lowerCased(answer.headers),
    ...lowerCased(fault?.headers),
  });
  if (fault?.truncateAt !== undefined) {
    await written(response, bytes.subarray(0, fault.truncateAt));
    onSent();
    response.destroy();
    return;
  }
  if (fault?.slowBodyMs !== undefined) {
    const half = Math.ceil(bytes.length / 2);
    await written(response, bytes.subarray(0, half));
    await pause(fault.slowBodyMs);
    onSent();
    response.end(bytes.subarray(half));
    return;
  }
  onSent();
  response.end(bytes);
}

/** Resolves when the bytes have left, or cannot any more. */
function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  response.flushHeaders();
  return new Promise((resolve) => {
    response.write(bytes, () => {
      resolve();
    });
  });
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
