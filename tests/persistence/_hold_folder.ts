/** A process that serves a folder and makes an account, for tests of the lock: it says "held" and waits to be killed. */
import { open } from "./_fixture.ts";

const store = open(Deno.args[0]!);
const made = await store.accounts.signIn({
  mode: "guest",
  name: "",
  password: "",
  token: "",
  look: 0,
  address: "::1",
  character: "",
  number: 0,
  choose: false,
});
if (made.ok) console.log("held");
setInterval(() => store.accounts.count, 1000);
