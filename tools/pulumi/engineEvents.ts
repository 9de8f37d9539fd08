import { stripVTControlCharacters } from "node:util";

/** One step of the engine, in the order in which they began. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  /** The resource's logical name. */
  name: string;
  /** Properties whose change is the reason, as far as the provider told. */
  diffs: string[];
  /** Properties that make a replacement necessary. */
  replaceKeys: string[];
  failed: boolean;
}

export interface Diagnostic {
  /** "info", "info#err" (the plugin's or the program's stderr), "warning" or "error". */
  severity: string;
  message: string;
  urn: string;
}

export interface EngineEvents {
  /** How many resources were created, updated and so on, as the engine counts them. */
  changes: Record<string, number>;
  steps: Step[];
  diagnostics: Diagnostic[];
}

interface Metadata {
  op: string;
  urn: string;
  type: string;
  diffs?: string[];
  keys?: string[];
}

interface EngineEvent {
  diagnosticEvent?: { severity: string; message: string; prefix?: string; urn?: string; ephemeral?: boolean };
  resourcePreEvent?: { metadata: Metadata };
  resOpFailedEvent?: { metadata: Metadata };
  summaryEvent?: { resourceChanges?: Record<string, number> };
}

/** Reads the engine's own log of events; `text` is one JSON document a line. */
export function readEngineEvents(text: string): EngineEvents {
  const events: EngineEvents = { changes: {}, steps: [], diagnostics: [] };
  for (const line of text.split("\n")) {
    if (line.trim() === "") {
      continue;
    }
    let event: EngineEvent;
    try {
      event = JSON.parse(line) as EngineEvent;
    } catch {
      // A killed engine may leave half a line.
      continue;
    }
    note(events, event);
  }
  return events;
}

function note(events: EngineEvents, event: EngineEvent): void {
  const { diagnosticEvent, resourcePreEvent, resOpFailedEvent, summaryEvent } = event;
  if (diagnosticEvent && diagnosticEvent.severity !== "debug" && !diagnosticEvent.ephemeral) {
    events.diagnostics.push({
      severity: diagnosticEvent.severity,
      message: stripVTControlCharacters(diagnosticEvent.message)
        .replace(/<\{%[^%]*%\}>/g, "")
        .trimEnd(),
      urn: diagnosticEvent.urn ?? "",
    });
  }
  if (resourcePreEvent) {
    const { op, urn, type, diffs, keys } = resourcePreEvent.metadata;
    const name = urn.split("::").slice(3).join("::");
    events.steps.push({ op, urn, type, name, diffs: diffs ?? [], replaceKeys: keys ?? [], failed: false });
  }
  if (resOpFailedEvent) {
    const { op, urn } = resOpFailedEvent.metadata;
    const step = [...events.steps].reverse().find((each) => each.op === op && each.urn === urn);
    if (step) {
      step.failed = true;
    }
  }
  if (summaryEvent) {
    events.changes = summaryEvent.resourceChanges ?? {};
  }
}
