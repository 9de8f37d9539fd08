import * as pulumi from "@pulumi/pulumi";

/**
 * An argument that the program does not set is not asked of the engine: the SDK makes four promises with a stack trace for
 * every property of a resource, and that is most of what a no-op `up` costs. Such an argument can be read all the same:
 * the class answers for it, and a property that the SDK sets on the resource wins.
 */
export function makeReadable(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get: notSet,
      // The SDK assigns its outputs; without this, an assignment to an accessor throws.
      set(this: object, value: unknown) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
}

let undefinedOutput: pulumi.Output<undefined> | undefined;

/** One for all, made when it is first read: a program that starts makes none. */
function notSet(): pulumi.Output<undefined> {
  return (undefinedOutput ??= pulumi.output(undefined));
}

/** What the SDK keeps of transformations and transforms; there is no public API for it. */
interface TransformedResource {
  readonly __transformations?: readonly unknown[];
}
interface SdkStore {
  readonly callbacks?: unknown;
}

/**
 * The arguments that the engine must be asked for although the program does not set them: all, where something else may do
 * so. A read resource has them from the server; `ignoreChanges` keeps old ones; transformations set either, and transforms
 * run in the engine, which answers what they added.
 */
export function argumentsToAskFor(
  names: readonly string[],
  opts: pulumi.CustomResourceOptions = {},
): readonly string[] {
  const { id, urn, ignoreChanges, transformations, transforms } = opts;
  const isRead = id !== undefined || urn !== undefined;
  const isChanged = [ignoreChanges, transformations, transforms].some((list) => list !== undefined && list.length > 0);
  return isRead || isChanged || isTransformedByOthers(opts.parent) ? names : [];
}

/** Does the stack or a parent transform its resources? */
function isTransformedByOthers(parent: pulumi.Resource | undefined): boolean {
  const above = (parent ?? pulumi.runtime.getStackResource()) as TransformedResource | undefined;
  if ((above?.__transformations ?? []).length > 0) return true;
  // The server that runs transforms is there once one is registered.
  const { asyncLocalStorage, globalStore } = globalThis as {
    asyncLocalStorage?: { getStore: () => SdkStore | undefined };
    globalStore?: SdkStore;
  };
  const store = asyncLocalStorage?.getStore() ?? globalStore;
  return store?.callbacks !== undefined;
}
