import type * as pulumi from "@pulumi/pulumi";

/** A value inside `input`: whatever JSON can hold, at any depth. */
export type ConnectionInputValue =
  string | number | boolean | null | readonly pulumi.Input<ConnectionInputValue>[] | OpenInput;

/** Parameters of a connector that the compiler does not know. One that is undefined is not sent. */
export interface OpenInput {
  readonly [parameter: string]: pulumi.Input<ConnectionInputValue> | undefined;
}

/**
 * Parameters beside those that we know. `any` and nothing narrower: the compiler would compare every parameter with that
 * too, which costs a program of 200 connections a tenth of its time, and would refuse values whose type is an interface.
 */
export interface FurtherParameters {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  readonly [parameter: string]: any;
}

/** Any text, where an editor should complete the ones that we know: beside `string` it would forget them. */
export type AnyText = string & {};
