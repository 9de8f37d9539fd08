import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The files of one empty stack as `pulumi stack init` writes them, to make further ones without running it. */
export interface StackTemplate {
  checkpoint: string;
  settings: string;
  meta: string;
}

/** Where the CLI keeps a stack: the checkpoint in the file backend and the settings beside Pulumi.yaml. */
export class StackFiles {
  readonly #name: string;
  readonly #project: string;
  readonly #backend: string;

  constructor(name: string, project: string, backend: string) {
    this.#name = name;
    this.#project = project;
    this.#backend = backend;
  }

  checkpoint(stack: string): string {
    return path.join(this.#backend, ".pulumi", "stacks", this.#name, `${stack}.json`);
  }

  settings(stack: string): string {
    return path.join(this.#project, `Pulumi.${stack}.yaml`);
  }

  read(stack: string): StackTemplate {
    return {
      checkpoint: readFileSync(this.checkpoint(stack), "utf8"),
      settings: readFileSync(this.settings(stack), "utf8"),
      meta: readFileSync(this.#meta, "utf8"),
    };
  }

  /**
   * Makes an empty stack; settings that are there already stay. All of a template share its salt, which is fine for state that is
   * thrown away.
   */
  write(stack: string, template: StackTemplate): void {
    const checkpoint = JSON.parse(template.checkpoint) as { checkpoint: { stack: string } };
    checkpoint.checkpoint.stack = `organization/${this.#name}/${stack}`;
    mkdirSync(path.dirname(this.checkpoint(stack)), { recursive: true });
    writeFileSync(this.#meta, template.meta);
    writeFileSync(this.checkpoint(stack), JSON.stringify(checkpoint));
    const settings = existsSync(this.settings(stack)) ? readFileSync(this.settings(stack), "utf8") : "";
    if (!/^encryptionsalt:/m.test(settings)) {
      writeFileSync(this.settings(stack), template.settings + settings);
    }
  }

  get #meta(): string {
    return path.join(this.#backend, ".pulumi", "meta.yaml");
  }
}
