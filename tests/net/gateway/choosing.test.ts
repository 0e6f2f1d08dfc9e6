/** Choosing, making and deleting characters, by the gateway. */
import assert from "node:assert/strict";
import { type Harness, type HarnessClient, testGateway } from "./_harness.ts";

/** A client that may choose, with one character, and what it was told. */
async function chooser(harness: Harness): Promise<HarnessClient> {
  const ada = await harness.join("Ada");
  ada.send({ type: "signOut", keep: 1 });
  await harness.settle();
  const client = harness.connect();
  client.hello();
  await harness.settle();
  client.send({ type: "signIn", mode: "token", token: "token-1", choose: 1 });
  await harness.settle();
  await harness.ticks(1);
  return client;
}

const namesIn = (client: HarnessClient) => client.last("characters")!.characters.map(({ name }) => name);

testGateway("P40 who chooses is told all, makes one more and plays it", {}, async (harness) => {
  const client = await chooser(harness);
  const [ada] = client.last("characters")!.characters;
  assert.deepEqual([ada!.name, ada!.class, ada!.level, ada!.here], ["Ada", 1, 2, false]);
  client.send({ type: "makeCharacter", name: "<b>" });
  await harness.settle();
  assert.equal(client.last("refused")!.reason, "name-invalid");
  harness.storage.refuseWith = "name-taken";
  client.send({ type: "makeCharacter", name: "Bob" });
  await harness.settle();
  // There is no password to sign in with as somebody else: that is for who has not signed in.
  assert.equal(client.last("refused")!.text, "That name is taken. Choose another.");
  harness.storage.refuseWith = null;
  client.send({ type: "makeCharacter", name: "Berta", look: 7 });
  await harness.settle();
  await harness.ticks(1);
  assert.deepEqual(namesIn(client), ["Ada", "Berta"]);
  const places = client.last("characters")!.characters.map(({ x, y }) => [x, y]);
  assert.deepEqual(places, [[1000.5, 2000], [undefined, undefined]], "who never was in the world is nowhere");
  client.send({ type: "play", character: 4711 });
  await harness.settle();
  assert.equal(client.last("refused")!.reason, "character-unknown");
  client.send({ type: "play", character: client.last("characters")!.characters[1]!.character });
  await harness.ticks(4);
  assert.equal(client.last("signedIn")!.name, "Berta");
  assert.ok(client.last("entered") !== undefined);
  // The console finds a character by its own name and by its account's.
  for (const find of ["BERTA", "ada"]) {
    const { rows } = harness.gateway.list({ find, offset: 0, count: 10 });
    assert.deepEqual(rows.map(({ name, accountName }) => [name, accountName]), [["Berta", "Ada"]], find);
  }
  assert.equal(harness.gateway.list({ find: "carl", offset: 0, count: 10 }).total, 0);
});

testGateway(
  "who is deleted leaves the world, also where its player's connection is lost meanwhile",
  {},
  async (harness) => {
    const client = await chooser(harness);
    const { character } = client.last("characters")!.characters[0]!;
    client.send({ type: "deleteCharacter", character, name: "Bob" });
    await harness.settle();
    await harness.ticks(2);
    await harness.settle();
    assert.equal(client.last("refused")!.reason, "name-differs");
    harness.storage.holdBack = true;
    client.send({ type: "deleteCharacter", character, name: "Ada" });
    await harness.settle();
    await harness.ticks(2);
    await harness.settle();
    client.peer.close(1006);
    await harness.settle();
    const asked = harness.storage.heard.findLast((message) => message.type === "signIn")!;
    assert.ok(asked.type === "signIn" && asked.mode === "delete");
    harness.storage.answer(asked);
    await harness.settle();
    await harness.ticks(1);
    const retired = harness.world.said("retire");
    assert.deepEqual(retired.map((command) => command.character), [character]);
  },
);

testGateway("who is in the world is not deleted; nor is whoever the account has not", {}, async (harness) => {
  const client = await chooser(harness);
  const { character } = client.last("characters")!.characters[0]!;
  client.send({ type: "deleteCharacter", character: 4711, name: "Ada" });
  await harness.settle();
  assert.equal(client.last("refused")!.reason, "character-unknown");
  // It came back meanwhile, by another connection of the same account.
  harness.world.here.add(character);
  client.send({ type: "deleteCharacter", character, name: "Ada" });
  await harness.settle();
  await harness.ticks(2);
  await harness.settle();
  assert.equal(client.last("refused")!.reason, "in-world");
  assert.equal(client.last("characters")!.characters[0]!.here, true);
  assert.deepEqual(harness.world.said("retire"), []);
  harness.world.here.delete(character);
  client.send({ type: "deleteCharacter", character, name: "Ada" });
  await harness.settle();
  await harness.ticks(2);
  await harness.settle();
  assert.deepEqual(namesIn(client), []);
});
