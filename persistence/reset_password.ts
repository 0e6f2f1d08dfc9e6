/** A new password for somebody of the staff, from the command line: while the world is served, and while it is not. */
import type { OpenFailure } from "./database.ts";
import { STAFF_REFUSALS, type StaffRefusal } from "./questions.ts";
import { openStore } from "./store.ts";
import { troubleOf } from "./trouble.ts";

/** Whose password was changed, or why none was. */
export type ResetResult =
  | { readonly ok: true; readonly name: string }
  | {
    readonly ok: false;
    readonly code: OpenFailure | StaffRefusal | "no-staff" | "name-needed";
    readonly message: string;
  };

/** Sets the password of a staff account and ends its sessions. `name` "": the only account there is. */
export async function resetStaffPassword(folder: string, name: string, password: string): Promise<ResetResult> {
  const opened = openStore({ folder, mode: "beside", version: "", now: () => Date.now(), onTrouble: () => {} });
  if (!opened.ok) return opened;
  const { staff, audit, commit, close } = opened.store;
  try {
    const names = staff.names();
    if (names.length === 0) {
      const message = "There is no account yet: start Weald and open the setup link that it prints.";
      return { ok: false, code: "no-staff", message };
    }
    if (name === "" && names.length > 1) {
      return { ok: false, code: "name-needed", message: `Say whose password: one of ${names.join(", ")}.` };
    }
    const result = await staff.setPassword(name === "" ? names[0]! : name, password);
    if (!result.ok) {
      const whose = result.reason === "name-unknown" ? ` "${name}". There is ${names.join(", ")}` : "";
      const message = whose === "" ? STAFF_REFUSALS[result.reason] : `There is no account of the name${whose}.`;
      return { ok: false, code: result.reason, message };
    }
    await commit.run(() =>
      audit.append({ actor: "system", action: "reset-password", target: result.name, details: { by: "command line" } })
    );
    return { ok: true, name: result.name };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return { ok: false, code: "file-error", message: `The password was not changed: ${trouble.text}.` };
  } finally {
    close();
  }
}
