import { ASSIGNMENT_SLOTS, type Edit } from "./life";
import type { World } from "./world";
import { customerOf, nameAsWritten, profileOf } from "./writtenProgram";

/** Starts every secret that a person has entered in the web interface. */
export const OWN = "own-planted-";

const CHANGES_OF_AUTHORIZATION: readonly Edit[] = ["authorize", "authorizeOwn", "authorizeOAuth", "disconnect"];

/** What somebody does to the connection or the assignment of a slot behind Pulumi's back. */
export function editByHand(world: World, slot: number, edit: Edit): void {
  const { emulator, watch, written } = world;
  if (edit === "unassign") {
    emulator.unassignByHand("98178", profileOf(slot % ASSIGNMENT_SLOTS));
    return;
  }
  const declared = written.connections.get(slot);
  if (edit === "add" || edit === "addShell") {
    if (declared === undefined) return;
    const name = nameAsWritten(slot, declared.name).normalize("NFC");
    const input = edit === "add" ? { input: { apitoken: `${OWN}${slot}` } } : { shell: true };
    const { id } = emulator.addConnection(customerOf(slot, declared), { name, provider: declared.provider, ...input });
    watch.foreign.add(id);
    watch.changedByPerson.add(id);
    return;
  }
  const id = world.connectionOf(slot);
  const stored = id === undefined ? undefined : emulator.connection(id);
  if (id === undefined || stored === undefined) return;
  if (CHANGES_OF_AUTHORIZATION.includes(edit)) watch.changedByPerson.add(id);
  switch (edit) {
    case "rename":
      emulator.edit(id, { name: `by hand ${stored.updatedAt}` });
      break;
    case "remove":
      emulator.remove(id);
      break;
    case "lose":
      emulator.loseAuthorization(id);
      break;
    case "authorize":
      emulator.authorize(id);
      break;
    case "authorizeOwn":
      emulator.authorize(id);
      emulator.edit(id, { input: { apitoken: `${OWN}${id}` } });
      break;
    case "authorizeOAuth":
      emulator.authorize(id);
      emulator.edit(id, { input: undefined, identity: "someone@example.com" });
      break;
    case "disconnect":
      emulator.disconnectByHand(id);
      break;
    case "use":
      emulator.useInRecipe(id);
      break;
    case "stop":
      emulator.stopRecipes(id);
  }
}
