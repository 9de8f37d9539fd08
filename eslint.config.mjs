import js from "@eslint/js";
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** `target` must not import anything `from`; the message says why. */
const forbid = (target, from, message) => ({ target: `./${target}`, from: `./${from}`, message });

export default tseslint.config(
  // These are projects of their own, which have the package from a registry; tests compile and run them.
  {
    ignores: [
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
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js", ".json"] })] },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Taking a key out of an object by destructuring leaves a name behind.
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            forbid("provider/api", "provider/!(api)", "provider/api knows nothing of Pulumi or of the provider."),
            forbid("provider/api", "provider/*.ts", "provider/api knows nothing of Pulumi or of the provider."),
            forbid("provider/api", "node_modules/@pulumi", "provider/api knows nothing of Pulumi."),
            forbid(
              "provider/{*.ts,program}",
              "provider/{resources,doors}",
              "The program's side never imports what runs in the plugin.",
            ),
            forbid("provider/program", "provider/connectors", "Connectors cost time at the start of a program."),
            forbid(
              "provider/{api,arguments,connectors,doors,program,resources}",
              "provider/cli",
              "Only the command line imports the command line.",
            ),
            forbid("provider/*.ts", "provider/cli", "Only the command line imports the command line."),
            forbid(
              "provider/{api,arguments,cli,connectors,doors,resources}",
              "provider/program",
              "Only the public exports import the program's side.",
            ),
            forbid(
              "provider/cli",
              "provider/{resources,doors}",
              "The command line builds on settings, connectors and api only.",
            ),
            forbid("provider/{arguments,resources}", "provider/doors", "The core knows no door."),
            forbid(
              "provider/connectors",
              "provider/!(connectors|arguments)",
              "The table of connectors builds on nothing.",
            ),
            forbid("provider/resources/shared", "provider/resources/!(shared)/**", "What is shared knows no resource."),
            forbid("emulator", "provider", "The emulator stands for the API and knows nothing of the provider."),
            forbid("emulator", "tests", "The emulator knows nothing of the tests."),
            forbid("examples", "provider", "Examples import the package by its name."),
            forbid("provider", "tests", "The package never imports its tests."),
          ],
        },
      ],
      "max-lines": ["error", { max: 300 }],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
