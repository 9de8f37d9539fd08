import * as pulumi from "@pulumi/pulumi";
import { programError } from "./programError";
import { checkStackConfiguration } from "./stackConfiguration";

/**
 * The base of our resources: a dynamic resource whose state loads the installed package.
 *
 * One property more, `__resource`, says which resource it is. What begins with two underscores is shown to nobody.
 *
 * The contract, held against the installed SDK by a test: Pulumi's own `dynamic.Resource` is a `CustomResource` of type
 * `pulumi-nodejs:dynamic/<module>:<type>` with one more property, `__provider`: a text that the plugin evaluates, and
 * asks for `handler()`. The SDK writes a serialised copy of the provider there; we write a constant that loads
 * `pulumi-workato-embedded/runtime` from the Pulumi project. So state stays small (the engine writes all of it at every
 * step), no code or captured value is frozen into it, and today's package deletes what an older one made.
 *
 * The text and the names in it are a promise to every state file ever written: never change what they mean.
 */
export abstract class DynamicResource extends pulumi.CustomResource {
  /** @param asked outputs besides the arguments that are set: each costs the program four promises with a stack trace */
  protected constructor(
    type: DynamicResourceType,
    name: string,
    args: pulumi.Inputs,
    asked: readonly string[],
    opts: pulumi.CustomResourceOptions = {},
  ) {
    if (opts.import !== undefined) {
      throw programError(
        `${type} "${name}": Pulumi cannot import dynamic resources, so the resource option \`import\` does not work. ` +
          IMPORT_REMEDIES[type],
      );
    }
    checkStackConfiguration();
    const props: pulumi.Inputs = {};
    for (const output of asked) props[output] = undefined;
    for (const [argument, value] of Object.entries<unknown>(args)) if (value !== undefined) props[argument] = value;
    const limit = Error.stackTraceLimit;
    if (limit === DEFAULT_STACK_FRAMES && !process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = STACK_FRAMES;
    try {
      super(
        pulumiType(type),
        name,
        { ...props, __provider: providerText(type), __resource: identityOf(name, opts.parent) },
        opts,
      );
    } finally {
      Error.stackTraceLimit = limit;
    }
  }

  protected static isResourceOf(type: DynamicResourceType, value: unknown): boolean {
    const isObject = typeof value === "object" && value !== null;
    return isObject && (value as { __pulumiType?: unknown }).__pulumiType === pulumiType(type);
  }
}

/** V8's default. Whoever sets another value wants to see it. */
const DEFAULT_STACK_FRAMES = 10;

/**
 * The SDK writes down a stack trace for every promise of a property, with each frame's place in the source: 40 % of what a
 * program computes. From the SDK's registration to the line of the program that makes the resource it is so many frames:
 * all that an error of the SDK needs, and what lies below is for a search for promises that never end.
 */
const STACK_FRAMES = 6;

type DynamicResourceType = keyof typeof PROVIDER_EXPORTS;

/** Which export of `pulumi-workato-embedded/runtime` serves which resource type. */
const PROVIDER_EXPORTS = {
  ManagedConnection: "managedConnection",
  OAuthProfileAssignment: "oauthProfileAssignment",
} as const;

const IMPORT_REMEDIES: Readonly<Record<DynamicResourceType, string>> = {
  ManagedConnection: "Take it out and set the argument adoptConnectionId to the id of the existing connection.",
  OAuthProfileAssignment: "Take it out: assigning a profile that is assigned already changes nothing.",
};

/** What the SDK keeps of a resource; there is no public API for it. */
interface RegisteredResource {
  readonly __pulumiType?: string;
  readonly __parentResource?: RegisteredResource;
}

/**
 * What makes the resource's URN unique: its logical name, with the types of its parents before it where it has any. The
 * plugin is told no URN, and must know which resource it works for.
 */
function identityOf(name: string, parent: pulumi.Resource | undefined): string {
  const types: string[] = [];
  let above = parent as RegisteredResource | undefined;
  while (above !== undefined && above.__pulumiType !== STACK_TYPE) {
    types.unshift(above.__pulumiType ?? "");
    above = above.__parentResource;
  }
  return types.length === 0 ? name : `${types.join("$")}::${name}`;
}

const STACK_TYPE = "pulumi:pulumi:Stack";

function pulumiType(type: DynamicResourceType): string {
  return `pulumi-nodejs:dynamic/workato:${type}`;
}

/** Runs in the plugin, whose working directory is the program's. It is twice in the state of every resource: keep it short. */
export function providerText(type: DynamicResourceType): string {
  return (
    'exports.handler=()=>{try{return require("module").createRequire(process.cwd()+"/")' +
    `("pulumi-workato-embedded/runtime").${PROVIDER_EXPORTS[type]}}catch(e){` +
    'e.message+="\\nAdd pulumi-workato-embedded to the dependencies of this Pulumi project and install them.";throw e}}'
  );
}
