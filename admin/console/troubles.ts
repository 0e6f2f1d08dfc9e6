/** What is wrong with the server, as a sentence for the banner above every page. */
import type { StatsSample } from "../api/ports.ts";

/** What is wrong with the ledger, or why the world is not being saved, or "". */
export function checkpointTrouble(sample: StatsSample | null): string {
  const unbalanced = sample?.world?.ledger?.problem ?? "";
  if (unbalanced !== "") {
    return `The ledger does not add up: ${
      sentence(unbalanced)
    } Nothing changes hands and nothing is saved until Weald ` +
      "is started again. The log names the balances.";
  }
  const checkpoint = sample?.world?.checkpoint;
  if (checkpoint?.state === "failed") {
    return `The world could not be saved: ${sentence(checkpoint.reason)} What happens now would be lost in a crash.`;
  }
  const trouble = sample?.storage?.trouble ?? "";
  return trouble === "" ? "" : `Saving does not work at present: ${sentence(trouble)}`;
}

function sentence(text: string): string {
  const trimmed = text.trim() || "no reason was given";
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
