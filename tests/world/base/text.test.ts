import assert from "node:assert/strict";
import { cleanName, cleanSpeech, countLetters } from "../../../world/base/text.ts";
import { NAME_RULE } from "../../../world/limits.ts";

const name = (raw: string) => cleanName(raw, NAME_RULE);

Deno.test("names: letters and digits of any script pass, with single separators between", () => {
  for (
    const good of [
      "Ada",
      "Jo",
      "Anne-Marie",
      "O'Brien",
      "Mia of Weald",
      "Łukasz",
      "Ζωή",
      "Мария",
      "李小龙",
      "नरेंद्र",
      "สมชาย",
      "R2D2",
    ]
  ) assert.equal(name(good), good);
});

Deno.test("names: what looks the same becomes the same", () => {
  assert.equal(name("Zoe\u0308"), "Zo\u00eb");
  assert.equal(name("O\u2019Brien"), "O'Brien");
  assert.equal(name("Anne\u2010Marie"), "Anne-Marie");
  assert.equal(name("  Ada "), "Ada");
});

Deno.test("names: everything else is refused", () => {
  for (
    const bad of [
      "",
      " ",
      "A",
      "-Ada",
      "Ada-",
      "Ada  Lovelace",
      "Ada--L",
      "Ada_L",
      "Ada\u200bL",
      "Ada\u202eL",
      "Ada\nL",
      "Ada\u0000",
      "<b>Ada</b>",
      "Ada!",
      "\u3164\u3164\u3164",
      "\u{1f600}\u{1f600}",
      "e\u0301\u0301\u0301\u0301 x",
      "\ud800\ud800",
      "\u00b2\u00b2",
      "\u0301\u0301\u0301",
    ]
  ) assert.equal(name(bad), null, JSON.stringify(bad));
});

Deno.test("names: 2 to 24 letters and at most 48 bytes, marks not counted as letters", () => {
  assert.equal(name("ab"), "ab");
  assert.equal(name("a".repeat(24)), "a".repeat(24));
  assert.equal(name("a".repeat(25)), null);
  assert.equal(name("\u0416".repeat(24)), "\u0416".repeat(24));
  assert.equal(name("李".repeat(16)), "李".repeat(16));
  assert.equal(name("李".repeat(17)), null);
  assert.equal(name("x\u0323\u0302"), null, "one letter with two marks is one letter");
});

Deno.test("speech: one line, nothing unseen, nothing that turns the text around", () => {
  assert.equal(cleanSpeech("  hello   world "), "hello world");
  assert.equal(cleanSpeech("a\nb\r\nc\u2028d\u2029e\tf\u0085g"), "a b c d e f g");
  assert.equal(cleanSpeech("a\u0000\u0007\u001bb\u007f"), "ab");
  assert.equal(cleanSpeech("\u202eevil\u202c \u2066x\u2069 \u200f"), "evil x");
  assert.equal(cleanSpeech("a\u200b\u200c\u200d\u2060\ufeffb"), "ab");
  assert.equal(cleanSpeech("\u{e0041}\u{e0042}tag"), "tag");
  assert.equal(cleanSpeech("x\ud800y\udc00z"), "xyz");
  assert.equal(cleanSpeech("\ue000p"), "p");
  assert.equal(cleanSpeech("\u200b \u3164"), "");
  assert.equal(cleanSpeech("cafe\u0301"), "caf\u00e9");
  assert.equal(cleanSpeech("e\u200b\u0301"), "\u00e9");
  assert.equal(cleanSpeech("\u{1f600} \u2764\ufe0f"), "\u{1f600} \u2764\ufe0f");
});

Deno.test("speech: joiners stay where they make one picture of two or tell letters apart, and nowhere else", () => {
  for (
    const kept of [
      "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} at home",
      "\u{1f469}\u{1f3fd}\u200d\u{1f33e}",
      "\u{1f3f3}\ufe0f\u200d\u{1f308}",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
      "\u0915\u094d\u200d\u0937",
      "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
    ]
  ) assert.equal(cleanSpeech(kept), kept);
  assert.equal(cleanSpeech("\u200d\u{1f468}\u200d \u200dx\u200c"), "\u{1f468} x");
  assert.equal(cleanSpeech("\u{1f468}\u200d\u200d\u{1f469}"), "\u{1f468}\u{1f469}");
  assert.equal(cleanSpeech("a\u200cb\u200dc 1\u200d2"), "abc 12");
  assert.equal(cleanSpeech("\u0645\u200c \u0645\u200cx"), "\u0645 \u0645x");
});

Deno.test("speech: marks piled on a letter are cut to four", () => {
  const piled = "q" + "\u0335".repeat(60);
  assert.equal(countLetters(cleanSpeech(piled)), 5);
});

Deno.test("speech: cleaning twice changes nothing more", () => {
  for (
    const raw of [
      "a\u200b  b",
      "  x\n\ny",
      "q" + "\u0335".repeat(9) + "\u200d\u0335",
      "\u202e\u0041\u030a",
      "\u{1f468}\u200b\u200d\u{1f469}",
    ]
  ) {
    const once = cleanSpeech(raw);
    assert.equal(cleanSpeech(once), once);
  }
});
