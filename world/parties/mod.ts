/** Parties: who plays with whom. */
export { depart, PARTY_ACTIONS } from "./actions.ts";
export { isNearEnough, matesNear } from "./near.ts";
export { companyOf, leads, makeParties, membersOf, type Parties, partyOf, reindexParties } from "./parties.ts";
export { tellParties } from "./system.ts";
export { INVITES_TOPIC, PARTY_TOPIC } from "./topics.ts";
