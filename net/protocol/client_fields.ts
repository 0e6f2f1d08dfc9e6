/**
 * The fields of what clients may send, declared once: the validator, the JSON Schemas and docs/protocol.md read this
 * table. A message with another type in a field is malformed; a value outside its range is a bad value. Fields that
 * the table does not name are ignored, so that a newer client can talk to an older server.
 */
import { SPEED_STEP_MAX } from "../../world/base/space.ts";
import { PLANE_WIDTH_METRES, SAY_LETTERS_MAX } from "../../world/limits.ts";
import type { CloseReason } from "../close_reasons.ts";
import { ACTION_SHAPES } from "./action_messages.ts";

/** What a field may hold. Ranges include their ends. Letters are code points. */
export type FieldRule =
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "number"; readonly min: number; readonly max: number }
  | { readonly kind: "text"; readonly lettersMax: number }
  /** One value alone; anything else closes with `otherwise`. */
  | { readonly kind: "constant"; readonly value: number | string; readonly otherwise: CloseReason };

/** One field of a message. */
export type MessageField = FieldRule & { readonly required: boolean };
/** The fields of a message by name. */
export type MessageFields = Readonly<Record<string, MessageField>>;

/** A message has one set of fields, or one for each value of its field `mode`. */
export type MessageShape =
  | { readonly kind: "plain"; readonly fields: MessageFields }
  | { readonly kind: "modes"; readonly modes: Readonly<Record<string, MessageFields>> };

const U16 = { kind: "integer", min: 0, max: 0xffff, required: true } as const;
const U32 = { kind: "integer", min: 0, max: 0xffff_ffff, required: true } as const;
const METRES = { kind: "number", min: 0, max: PLANE_WIDTH_METRES, required: true } as const;
/** Longer than any valid one: whether a name or password is good is answered by `refused`, not by closing. */
const CREDENTIAL = { kind: "text", lettersMax: 300, required: true } as const;

/** Which of an account's characters. */
const WHOM = {
  character: { ...CREDENTIAL, required: false },
  choose: { kind: "integer", min: 0, max: 1, required: false },
} as const;

export const CLIENT_SHAPES = {
  hello: {
    kind: "plain",
    fields: {
      protocol: { kind: "constant", value: 1, otherwise: "protocol-version", required: true },
      client: { kind: "text", lettersMax: 100, required: true },
    },
  },
  signIn: {
    kind: "modes",
    modes: {
      guest: { name: { ...CREDENTIAL, required: false }, look: { ...U32, required: false } },
      password: { name: CREDENTIAL, password: CREDENTIAL, ...WHOM },
      register: { name: CREDENTIAL, password: CREDENTIAL, look: { ...U32, required: false } },
      token: { token: CREDENTIAL, ...WHOM },
    },
  },
  input: {
    kind: "plain",
    fields: {
      sequence: U16,
      tick: U32,
      heading: { kind: "integer", min: 0, max: 255, required: true },
      speed: { kind: "integer", min: 0, max: SPEED_STEP_MAX, required: true },
    },
  },
  goTo: { kind: "plain", fields: { sequence: U16, x: METRES, y: METRES } },
  say: { kind: "plain", fields: { text: { kind: "text", lettersMax: SAY_LETTERS_MAX, required: true } } },
  ping: {
    kind: "plain",
    fields: {
      time: { kind: "number", min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, required: true },
    },
  },
  signOut: { kind: "plain", fields: { keep: { kind: "integer", min: 0, max: 1, required: false } } },
  play: { kind: "plain", fields: { character: U32 } },
  makeCharacter: { kind: "plain", fields: { name: CREDENTIAL, look: { ...U32, required: false } } },
  deleteCharacter: { kind: "plain", fields: { character: U32, name: CREDENTIAL } },
  ...ACTION_SHAPES,
} as const satisfies Record<string, MessageShape>;
