// The provider plugin `workato`, as the engine starts it.
"use strict";

require("../lib/doors/plugin/main").main(__dirname);
