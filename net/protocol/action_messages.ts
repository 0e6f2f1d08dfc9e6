/** Actions (world/actions.ts) as messages of clients: the rules and the fields of each follow from its row. */
import {
  ACTION_NAMES,
  type ActionDeclaration,
  type ActionField,
  type ActionName,
  ACTIONS,
} from "../../world/actions.ts";
import { assert } from "../../world/base/assert.ts";
import type { MessageField, MessageFields } from "./client_fields.ts";
import type { ClientMessageRule } from "./messages.ts";

/** Bytes of an action without texts; and of each letter of a text, as JSON may write it. */
const BYTES_BASE = 256;
const BYTES_PER_LETTER = 6;
const BYTES_MAX = 2048;

type FieldRuleOf<Field extends ActionField> = Field extends { type: "text" }
  ? { readonly kind: "text"; readonly lettersMax: number; readonly required: true }
  : {
    readonly kind: "integer";
    readonly min: number;
    readonly max: number;
    readonly required: Field extends { spare: number } ? false : true;
  };
type Sequence = { readonly kind: "integer"; readonly min: number; readonly max: number; readonly required: true };
type ActionShapes = {
  readonly [Name in ActionName]: {
    readonly kind: "plain";
    readonly fields:
      & { readonly sequence: Sequence }
      & {
        readonly [Field in keyof (typeof ACTIONS)[Name]["fields"]]: FieldRuleOf<
          (typeof ACTIONS)[Name]["fields"][Field] & ActionField
        >;
      };
  };
};

/** The rule of each action's message. */
export const ACTION_RULES = Object.fromEntries(
  ACTION_NAMES.map((name) => [name, ruleFor(name, ACTIONS[name])]),
) as Readonly<Record<ActionName, ClientMessageRule>>;

/** The fields of each action's message. */
export const ACTION_SHAPES = Object.fromEntries(
  ACTION_NAMES.map((name) => [name, { kind: "plain", fields: fieldsFor(ACTIONS[name]) }]),
) as unknown as ActionShapes;

function ruleFor(name: ActionName, { id, perSecondMax, burst, fields }: ActionDeclaration): ClientMessageRule {
  let bytesMax = BYTES_BASE;
  for (const field of Object.values(fields)) if (field.type === "text") bytesMax += field.lettersMax * BYTES_PER_LETTER;
  assert(bytesMax <= BYTES_MAX, `the texts of ${name} are short enough: ${bytesMax} bytes of 2,048`);
  return { id, states: ["playing"], bytesMax, perSecondMax, burst };
}

function fieldsFor({ fields }: ActionDeclaration): MessageFields {
  const shapes: Record<string, MessageField> = {
    sequence: { kind: "integer", min: 0, max: 0xffff, required: true },
  };
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === "text") shapes[name] = { kind: "text", lettersMax: field.lettersMax, required: true };
    else {
      const { min, max, spare } = field;
      shapes[name] = { kind: "integer", min, max, required: spare === undefined };
    }
  }
  return shapes;
}
