import { parseResourceId } from "../../provider/arguments/resourceId";

test("an id that is none of ours is named in the error", () => {
  for (const id of ["36", "98178/x", "%E0%A4%A/36", "1/2/3"]) expect(() => parseResourceId(id)).toThrow(`"${id}"`);
});
