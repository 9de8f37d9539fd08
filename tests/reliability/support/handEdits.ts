import { ASSIGNMENT_SLOTS, type Edit } from "./life";
import type { World } from "./world";
import { customerOf, profileOf } from "./writtenProgram";

/** Starts every secret that a person has entered in the web interface. */
const OWN = "own-planted-";

/** What somebody does to the connection or the assignment of a slot behind Pulumi's back. */
export function editByHand(world: World, slot: number, edit: Edit): void {
  const { emulator, watch, written } = world;
  if (edit === "unassign") {
    emulator.unassignByHand("98178", profileOf(slot % ASSIGNMENT_SLOTS));
    return;
  }
  const declared = written.connections.get(slot);
  if (edit === "add") {
    if (declared === undefined) return;
    const seed = { name: `c${slot}-${declared.name}`, provider: declared.provider };
    const { id } = emulator.addConnection(customerOf(slot), seed);
    watch.foreign.add(id);
    watch.authorizedByPerson.add(id);
    return;
  }
  const id = world.connectionOf(slot);
  const stored = id === undefined ? undefined : emulator.connection(id);
  if (id === undefined || stored === undefined) return;
  watch.touched.add(id);
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
      watch.authorizedByPerson.add(id);
      emulator.authorize(id);
      break;
    case "authorizeOwn":
      watch.authorizedByPerson.add(id);
      emulator.authorize(id);
      emulator.edit(id, { input: { apitoken: `${OWN}${id}` } });
      break;
    case "disconnect":
      // Without an authorization, nothing shows whose credentials are there.
      if (String(stored.input?.apitoken).startsWith(OWN)) watch.unknowable.add(id);
      emulator.disconnectByHand(id);
      break;
    case "use":
      emulator.useInRecipe(id);
      break;
    case "stop":
      emulator.stopRecipes(id);
  }
}
