/** What main and a thread that looks into the past say to one another. Answers and states are JSON. */
import { defineVocabulary } from "../../world/base/record.ts";

export const mainToPast = defineVocabulary({
  /** The data folder. */
  start: { id: 1, fields: { folder: "text" } },
  /** Show the world as it was after this tick. */
  seek: { id: 2, fields: { tick: "u32" } },
  /** One of SPEEDS; 0 stands still. */
  play: { id: 3, fields: { speed: "u8" } },
  /** The part of the plane that is drawn, as a MapView in JSON, or null. */
  view: { id: 4, fields: { json: "text" } },
  /** Tell of this entity with every picture; 0: of none. */
  inspect: { id: 5, fields: { entity: "u32" } },
  /** Which commands around the tick are told: a CommandFilter in JSON, or null: none. */
  commands: { id: 6, fields: { json: "text" } },
  /** A picture is on its way to the console's screen. */
  taken: { id: 7, fields: {} },
  /** The share of a core that may be taken, in hundredths. */
  share: { id: 8, fields: { percent: "u8" } },
  /** A question (questions.ts) with its input as JSON. */
  ask: { id: 9, fields: { request: "u32", question: "text", json: "text" } },
  stop: { id: 10, fields: {} },
});

export const pastToMain = defineVocabulary({
  /** A picture, or a part of one: u32 tick | for each block: varint length, cell block. */
  frame: { id: 1, fields: { bytes: "bytes" } },
  /** Another world is shown from here on: everything known is to be forgotten. */
  fresh: { id: 2, fields: {} },
  /** Which cells are told: a CellRectangle in JSON. */
  cells: { id: 3, fields: { json: "text" } },
  /** How it stands: a PastState in JSON. */
  state: { id: 4, fields: { json: "text" } },
  /** The inspected entity: EntityReport or null. */
  entity: { id: 5, fields: { entity: "u32", json: "bytes" } },
  /** Commands around the tick: ToldCommands. */
  commands: { id: 6, fields: { json: "bytes" } },
  /** Answered in JSON: the output, or why there is none. */
  answer: { id: 7, fields: { request: "u32", json: "bytes" } },
  log: { id: 8, fields: { text: "text" } },
});
