import * as pulumi from "@pulumi/pulumi";

/**
 * An error for the person who wrote the program. Without a stack: the SDK prints the message only, and Node 20 takes
 * most of a minute to print a source-mapped stack in colour.
 */
export function programError(message: string): Error {
  return Object.assign(new pulumi.RunError(message), { stack: "" });
}
