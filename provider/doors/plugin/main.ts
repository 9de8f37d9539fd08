import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ownPackage } from "../../api/ownPackage";
import { engineSession } from "../engineSession";
import { EngineLog } from "./engineLog";
import { providerService } from "./service";

/** As the engine's own: its message of a resource may hold a long `input`. */
const LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Serves the provider plugin `workato` to the engine whose address is the process's first argument, and says on which port.
 * @param folder where `schema.json` lies
 */
export function main(folder: string): void {
  const log = new EngineLog(process.argv[2]);
  const { session, stopped } = engineSession({ writeLine: log.write, linesHeard: log.heard });
  const service = providerService({
    session,
    log,
    cancel: () => {
      stopped.abort();
    },
    version: ownPackage().version,
    schema: () => readFileSync(join(folder, "schema.json"), "utf8"),
  });
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE_BYTES,
    "grpc.max_send_message_length": LARGEST_MESSAGE_BYTES,
  });
  server.addService(ResourceProviderService, service);
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
  });
}
