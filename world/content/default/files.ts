/**
 * The files of the default pack, imported so that an executable has them. The order is that in which new worlds number
 * entries: what has to keep its number in every world comes first, the rest by name.
 */
import pack from "./pack.json" with { type: "json" };
import itemsFirst from "./items/first.json" with { type: "json" };
import chainsHearth from "./chains/hearth.json" with { type: "json" };
import classesKindler from "./classes/kindler.json" with { type: "json" };
import classesMender from "./classes/mender.json" with { type: "json" };
import classesStrider from "./classes/strider.json" with { type: "json" };
import classesWarden from "./classes/warden.json" with { type: "json" };
import craftsFirst from "./crafts/first.json" with { type: "json" };
import dungeonsDrownedStair from "./dungeons/drowned_stair.json" with { type: "json" };
import folkTown from "./folk/town.json" with { type: "json" };
import generalAttributes from "./general/attributes.json" with { type: "json" };
import generalEconomy from "./general/economy.json" with { type: "json" };
import generalEffects from "./general/effects.json" with { type: "json" };
import generalEvents from "./general/events.json" with { type: "json" };
import generalNames from "./general/names.json" with { type: "json" };
import generalSeasons from "./general/seasons.json" with { type: "json" };
import generalTexts from "./general/texts.json" with { type: "json" };
import itemsGearFirst from "./items/gear_first.json" with { type: "json" };
import itemsMaterialsFirst from "./items/materials_first.json" with { type: "json" };
import regionsAshenMarch from "./regions/ashen_march.json" with { type: "json" };
import regionsBarrowMeads from "./regions/barrow_meads.json" with { type: "json" };
import regionsCopperDowns from "./regions/copper_downs.json" with { type: "json" };
import regionsGullCoast from "./regions/gull_coast.json" with { type: "json" };
import regionsHearthlands from "./regions/hearthlands.json" with { type: "json" };
import regionsHighFells from "./regions/high_fells.json" with { type: "json" };
import regionsHollowWood from "./regions/hollow_wood.json" with { type: "json" };
import regionsReedmoor from "./regions/reedmoor.json" with { type: "json" };
import regionsTheSound from "./regions/the_sound.json" with { type: "json" };

/** Path and contents of each file. */
export const DEFAULT_FILES: readonly { readonly path: string; readonly json: unknown }[] = [
  { path: "pack.json", json: pack },
  { path: "items/first.json", json: itemsFirst },
  { path: "chains/hearth.json", json: chainsHearth },
  { path: "classes/kindler.json", json: classesKindler },
  { path: "classes/mender.json", json: classesMender },
  { path: "classes/strider.json", json: classesStrider },
  { path: "classes/warden.json", json: classesWarden },
  { path: "crafts/first.json", json: craftsFirst },
  { path: "dungeons/drowned_stair.json", json: dungeonsDrownedStair },
  { path: "folk/town.json", json: folkTown },
  { path: "general/attributes.json", json: generalAttributes },
  { path: "general/economy.json", json: generalEconomy },
  { path: "general/effects.json", json: generalEffects },
  { path: "general/events.json", json: generalEvents },
  { path: "general/names.json", json: generalNames },
  { path: "general/seasons.json", json: generalSeasons },
  { path: "general/texts.json", json: generalTexts },
  { path: "items/gear_first.json", json: itemsGearFirst },
  { path: "items/materials_first.json", json: itemsMaterialsFirst },
  { path: "regions/ashen_march.json", json: regionsAshenMarch },
  { path: "regions/barrow_meads.json", json: regionsBarrowMeads },
  { path: "regions/copper_downs.json", json: regionsCopperDowns },
  { path: "regions/gull_coast.json", json: regionsGullCoast },
  { path: "regions/hearthlands.json", json: regionsHearthlands },
  { path: "regions/high_fells.json", json: regionsHighFells },
  { path: "regions/hollow_wood.json", json: regionsHollowWood },
  { path: "regions/reedmoor.json", json: regionsReedmoor },
  { path: "regions/the_sound.json", json: regionsTheSound },
];
