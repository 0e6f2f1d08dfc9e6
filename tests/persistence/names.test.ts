import { equal, notEqual, ok } from "node:assert/strict";
import { cleanName, guestName, nameKey } from "../../persistence/names.ts";

Deno.test("names that read alike have one key", () => {
  const alike: [string, string][] = [
    ["Anna", "ANNA"],
    ["Zoe\u0308", "Zo\u00eb"],
    ["Weiß", "WEISS"],
    ["Σίσυφος", "ΣΊΣΥΦΟΣ"],
    // Cyrillic letters that look like Latin ones.
    ["Peter", "\u0420\u0435ter"],
    ["Ａｎｎａ", "Anna"],
  ];
  for (const [one, other] of alike) equal(nameKey(one), nameKey(other), `${one} and ${other}`);
});

Deno.test("names that read differently have keys of their own", () => {
  for (const [one, other] of [["Anna", "Hanna"], ["Anna Lee", "Annalee"], ["Юрий", "Юлий"]] as const) {
    notEqual(nameKey(one), nameKey(other));
  }
});

Deno.test("every name for a guest is a name", () => {
  for (let index = 0; index < 16; index++) {
    for (const attempt of [0, 5]) {
      const name = guestName((below) => index % below, attempt);
      ok(cleanName(name) === name, `${name} is a name`);
    }
  }
});
