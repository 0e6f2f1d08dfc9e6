import { z } from "zod";
import { AMOUNT, COLOUR, ICON, ID, NAME, PROSE, SCHOOLS, SHARE, STAT_CHANGE, whole } from "./base.ts";

/** What holds somebody back. Those of one group last shorter each time within a while. */
export const CONTROLS = ["stun", "root", "slow", "silence", "fear", "disarm", "taunt"] as const;
/** What an effect is, for what takes it away. */
export const DISPELS = ["none", "magic", "poison", "disease", "curse", "bleeding"] as const;

/** Something that lasts on somebody: a blessing, a wound, a spell. */
export const EFFECT = z.strictObject({
  id: ID,
  name: NAME,
  text: PROSE,
  icon: ICON,
  harmful: z.boolean(),
  durationMs: whole(0, 86_400_000).meta({ description: "0: until something takes it away" }),
  stacking: z.enum(["refresh", "add", "longest", "separate"]).default("refresh")
    .meta({ description: "again on the same: begins anew, one more stack, the longer one stays, one of each source" }),
  stacksMax: whole(1, 20).default(1),
  dispel: z.enum(DISPELS).default("none"),
  school: z.enum(SCHOOLS).default("physical"),
  stats: z.array(STAT_CHANGE).max(8).default([]),
  control: z.enum(CONTROLS).nullable().default(null)
    .meta({ description: "holds its bearer back; lasts shorter each time" }),
  slowPermille: SHARE.default(0).meta({ description: "of the speed that is left out while control is slow" }),
  tickMs: whole(0, 60_000).default(0).meta({ description: "between two ticks of damage, healing, energy; 0: none" }),
  damage: AMOUNT.nullable().default(null).meta({ description: "at each tick" }),
  heal: AMOUNT.nullable().default(null).meta({ description: "at each tick" }),
  energy: whole(-1000, 1000).default(0).meta({ description: "at each tick" }),
  shield: AMOUNT.nullable().default(null).meta({ description: "takes so much damage before its bearer does" }),
  breaksAtDamage: z.boolean().default(false).meta({ description: "ends when its bearer is hurt" }),
  endsInCombat: z.boolean().default(false),
  endsByMoving: z.boolean().default(false),
  outlivesDeath: z.boolean().default(false),
  tint: COLOUR.nullable().default(null).meta({ description: "how its bearer looks" }),
}).superRefine((effect, context) => {
  const fault = (path: string, wanted: string) =>
    context.addIssue({ code: "custom", path: [path], params: { wanted }, input: effect[path as keyof typeof effect] });
  const ticks = effect.damage !== null || effect.heal !== null || effect.energy !== 0;
  if (ticks && effect.tickMs < 250) fault("tickMs", "250 or more, as something happens at each tick");
  if (!ticks && effect.tickMs !== 0) fault("tickMs", "0, as nothing happens at a tick");
  if (effect.control === "slow" && effect.slowPermille === 0) fault("slowPermille", "1 to 1000, as control is slow");
  if (effect.stacking !== "add" && effect.stacksMax > 1) fault("stacksMax", 'more than 1 only where stacking is "add"');
});

export type Effect = z.infer<typeof EFFECT>;
export type Control = (typeof CONTROLS)[number];
