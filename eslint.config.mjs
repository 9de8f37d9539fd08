import js from "@eslint/js";
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import rooms from "./tools/rooms/wallsRule.js";

export default tseslint.config(
  // These are projects of their own, which have the package from a registry; tests compile and run them.
  {
    ignores: [
      "examples/explicit-providers/",
      "examples/many-customers/",
      "examples/tested-stack/",
      "templates/",
      "lib/",
      "node_modules/",
      "coverage/",
      "reports/",
      ".stryker-tmp/",
      "**/*.js",
      "**/*.cjs",
      "**/*.mjs",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: ["./tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX, rooms: { rules: { walls: rooms.rule } } },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".json"] })] },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Taking a key out of an object by destructuring leaves a name behind.
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "import-x/no-cycle": "error",
      "rooms/walls": "error",
      "max-lines": ["error", { max: 300 }],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off", "max-lines": "off" },
  },
);
