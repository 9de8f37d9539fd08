import { WorkatoClient, type CallOptions, type Connection, type ListConnectionsQuery } from "../../../provider/api";
import { knownConnection } from "../../../provider/resources/connection/state";
import { ConnectionLists } from "../../../provider/resources/shared/connectionLists";
import type { ListedConnections } from "../../../provider/resources/shared/listedConnections";

export const connection = (connectionId: string, fields: Partial<Connection> = {}): Connection =>
  knownConnection(connectionId, { provider: "jira", ...fields });

/** A request for a list that the test answers when it wants to. */
interface Asked {
  readonly customer: string;
  readonly query: ListConnectionsQuery | undefined;
  readonly call: CallOptions | undefined;
  readonly answer: (...connections: Connection[]) => void;
  /** An answer that says itself that it lacks some. */
  readonly answerWithGap: (gap: string) => void;
  readonly fail: (error: Error) => void;
}

/** Which of the ids that these tests use are in a list. */
export function idsIn(list: ListedConnections): string[] {
  return ["36", "37", "38", "40", "41"].filter((connectionId) => list.get(connectionId) !== undefined);
}

/** How long a list may be behind. */
export const LAG_MS = 4000;

/** Lists of a client whose requests the test sees and answers, by a clock that only the test moves. */
export function open() {
  let nowMs = 1_000_000;
  jest.spyOn(performance, "now").mockImplementation(() => nowMs);
  const wait = (ms: number) => {
    nowMs += ms;
  };
  const asked: Asked[] = [];
  const client = new WorkatoClient({
    ...{ baseUrl: "http://127.0.0.1:9", apiToken: "t", requestTimeoutSeconds: 1, retryTimeoutSeconds: 1 },
    ...{ requestsPerMinute: 60, listRequestsPerMinute: 1000, quotaWindowSeconds: 60 },
    ...{ environment: {}, writeLine: () => undefined, debug: false },
  });
  jest.spyOn(client, "readConnectionList").mockImplementation((customer, query, call) => {
    return new Promise((resolve, reject) => {
      const answer = (...connections: Connection[]) => {
        resolve({ connections });
      };
      const answerWithGap = (gap: string) => {
        resolve({ connections: [], gap });
      };
      asked.push({ customer, query, call, answer, answerWithGap, fail: reject });
    });
  });
  const lists = new ConnectionLists(client, LAG_MS);
  const idsOf = async (customer = "1") => idsIn(await lists.all(customer));
  return { asked, lists, idsOf, wait };
}

/** The same for a customer whose list with connection 36 was asked for just now; what is asked from then on is in `asked`. */
export async function withList() {
  const opened = open();
  const asking = opened.lists.all("1");
  opened.asked[0]!.answer(connection("36"));
  await asking;
  opened.asked.length = 0;
  return opened;
}

/** Lets what waits for nothing but promises go on. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  jest.restoreAllMocks();
});
