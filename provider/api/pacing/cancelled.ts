/** The client's signal was aborted: what is not sent yet will not be. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}
