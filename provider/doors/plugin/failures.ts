import { Metadata, status } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import { CheckFailure, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { PartialFailure } from "../../resources/errors";
import { shownError } from "../shownError";
import { toStruct } from "./values";

/** The failure's own `property` stays empty: the engine prints the value beside it, and that may be a credential. */
export function checkFailure(reason: string): CheckFailure {
  const failure = new CheckFailure();
  failure.setReason(reason);
  return failure;
}

/** What only the kind of a resource knows. */
interface OfKind {
  readonly secrets: () => string[];
  /** Outputs of the state and the id that a partial failure has. */
  readonly outputsOf: (id: string, state: object) => object;
}

const OF_NO_KIND: OfKind = { secrets: () => [], outputsOf: () => ({}) };

/** What the engine gets of what was thrown. */
export function serviceError(thrown: unknown, { secrets, outputsOf } = OF_NO_KIND): Partial<ServiceError> {
  const { message } = shownError(thrown, secrets);
  const metadata = new Metadata();
  if (thrown instanceof PartialFailure) {
    const failed = new ErrorResourceInitFailed();
    failed.setId(thrown.id);
    failed.setProperties(toStruct(outputsOf(thrown.id, thrown.state)));
    failed.setReasonsList([message]);
    const detail = new Any();
    detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const rich = new Status();
    rich.setCode(status.UNKNOWN);
    rich.setMessage(message);
    rich.addDetails(detail);
    // Where Go's gRPC looks for more than a text.
    metadata.add("grpc-status-details-bin", Buffer.from(rich.serializeBinary()));
  }
  return { code: status.UNKNOWN, details: message, metadata };
}
