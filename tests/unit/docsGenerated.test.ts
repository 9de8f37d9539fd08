import { CONNECTION_ARGUMENTS } from "../../provider/arguments/connection";
import { Declarations } from "../../tools/docs/declarations";
import { pages } from "../../tools/docs/pages";

test.each(pages())(
  "what is generated in docs/$name is what the source says now (else: npm run generate:docs)",
  (page) => {
    expect(page.is).toBe(page.shall);
  },
);

test("the docstring of an argument says that it replaces exactly where it does", () => {
  const args = new Declarations(["provider/program/managedConnection.ts"]).properties("ManagedConnectionArgs");
  const told = args.map(({ name, text }) => [name, text.includes("Replaces on change.")]);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(Object.entries(CONNECTION_ARGUMENTS).map(([name, { role }]) => [name, role === "replace"])),
  );
});
