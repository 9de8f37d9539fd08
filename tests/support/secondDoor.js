/** The suites of this project go through the provider plugin. */
process.env.ENGINE_DOOR = "plugin";
