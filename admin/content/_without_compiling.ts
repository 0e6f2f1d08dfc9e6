/**
 * To be imported before any schema: the schema library compiles a function for each one when it is first used, which
 * pays where much is checked, and takes as long again as the checking where one pack is checked once.
 */
import { config } from "zod";

config({ jitless: true });
