import assert from "node:assert/strict";
import { withArticle } from "../../../net/client/page/article.ts";

Deno.test("article: words have the article that is spoken before them", () => {
  const an = ["Archer", "Ember mage", "Icewright", "Ogre", "Urchin", "anvil", "inn", "uninvited guest", "hour", "Heir"];
  const a = ["Mender", "smithy", "Herald", "unicorn", "Usurer", "Utopian", "Euphonist", "one-eyed cook", "Yeoman", ""];
  assert.deepEqual(an.map(withArticle), an.map((words) => `an ${words}`));
  assert.deepEqual(a.map(withArticle), a.map((words) => `a ${words}`));
});
