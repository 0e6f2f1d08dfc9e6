/**
 * The files of the default pack, imported so that an executable has them. The order is that in which new worlds number
 * entries: what has to keep its number in every world comes first, and a new file goes last.
 */
import pack from "./pack.json" with { type: "json" };
import itemsFirst from "./items/first.json" with { type: "json" };
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
import generalCreatureAbilities from "./general/creature_abilities.json" with { type: "json" };
import craftsCrafts from "./crafts/crafts.json" with { type: "json" };
import craftsNodes from "./crafts/nodes.json" with { type: "json" };
import craftsRecipesCooking from "./crafts/recipes_cooking.json" with { type: "json" };
import craftsRecipesHerbcraft from "./crafts/recipes_herbcraft.json" with { type: "json" };
import craftsRecipesHidework from "./crafts/recipes_hidework.json" with { type: "json" };
import craftsRecipesSmithing from "./crafts/recipes_smithing.json" with { type: "json" };
import craftsRecipesWoodwork from "./crafts/recipes_woodwork.json" with { type: "json" };
import generalConsumables from "./general/consumables.json" with { type: "json" };
import generalLootGear from "./general/loot_gear.json" with { type: "json" };
import itemsFoodAndDrink from "./items/food_and_drink.json" with { type: "json" };
import itemsGear from "./items/gear.json" with { type: "json" };
import itemsJewellery from "./items/jewellery.json" with { type: "json" };
import itemsMaterials from "./items/materials.json" with { type: "json" };
import itemsOddsAndEnds from "./items/odds_and_ends.json" with { type: "json" };
import itemsPotions from "./items/potions.json" with { type: "json" };
import itemsQuestThings from "./items/quest_things.json" with { type: "json" };
import chainsAgainAndAgain from "./chains/again_and_again.json" with { type: "json" };
import chainsAlongTheWay from "./chains/along_the_way.json" with { type: "json" };
import chainsFirstSteps from "./chains/first_steps.json" with { type: "json" };
import chainsTheRiverBell from "./chains/the_river_bell.json" with { type: "json" };
import chainsTheStoneBell from "./chains/the_stone_bell.json" with { type: "json" };
import chainsTheWoodBell from "./chains/the_wood_bell.json" with { type: "json" };
import chainsUnderwinter from "./chains/underwinter.json" with { type: "json" };
import dungeonsUnderwinter from "./dungeons/underwinter.json" with { type: "json" };
import folkVillages from "./folk/villages.json" with { type: "json" };
import terrain from "./terrain.json" with { type: "json" };
import generalLandmarks from "./general/landmarks.json" with { type: "json" };

/** Path and contents of each file. */
export const DEFAULT_FILES: readonly { readonly path: string; readonly json: unknown }[] = [
  { path: "pack.json", json: pack },
  { path: "items/first.json", json: itemsFirst },
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
  { path: "general/creature_abilities.json", json: generalCreatureAbilities },
  { path: "crafts/crafts.json", json: craftsCrafts },
  { path: "crafts/nodes.json", json: craftsNodes },
  { path: "crafts/recipes_cooking.json", json: craftsRecipesCooking },
  { path: "crafts/recipes_herbcraft.json", json: craftsRecipesHerbcraft },
  { path: "crafts/recipes_hidework.json", json: craftsRecipesHidework },
  { path: "crafts/recipes_smithing.json", json: craftsRecipesSmithing },
  { path: "crafts/recipes_woodwork.json", json: craftsRecipesWoodwork },
  { path: "general/consumables.json", json: generalConsumables },
  { path: "general/loot_gear.json", json: generalLootGear },
  { path: "items/food_and_drink.json", json: itemsFoodAndDrink },
  { path: "items/gear.json", json: itemsGear },
  { path: "items/jewellery.json", json: itemsJewellery },
  { path: "items/materials.json", json: itemsMaterials },
  { path: "items/odds_and_ends.json", json: itemsOddsAndEnds },
  { path: "items/potions.json", json: itemsPotions },
  { path: "items/quest_things.json", json: itemsQuestThings },
  { path: "chains/again_and_again.json", json: chainsAgainAndAgain },
  { path: "chains/along_the_way.json", json: chainsAlongTheWay },
  { path: "chains/first_steps.json", json: chainsFirstSteps },
  { path: "chains/the_river_bell.json", json: chainsTheRiverBell },
  { path: "chains/the_stone_bell.json", json: chainsTheStoneBell },
  { path: "chains/the_wood_bell.json", json: chainsTheWoodBell },
  { path: "chains/underwinter.json", json: chainsUnderwinter },
  { path: "dungeons/underwinter.json", json: dungeonsUnderwinter },
  { path: "folk/villages.json", json: folkVillages },
  { path: "terrain.json", json: terrain },
  { path: "general/landmarks.json", json: generalLandmarks },
];
