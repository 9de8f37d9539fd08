/** Through which door the programs of a test go; `secondDoor.js` says the second one. */
export const IS_SECOND_DOOR = process.env.ENGINE_DOOR === "plugin";
