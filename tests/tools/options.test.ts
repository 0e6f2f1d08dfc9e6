/** Options of tasks: what is read, what help says, and what is said of what is wrong. */
import assert from "node:assert/strict";
import { fraction, oneOf, onOff, readOptions, several, whole, word } from "./options.ts";

const TASK = { task: "deno task try", about: "Tries.", bare: ["times"] } as const;
const OPTIONS = {
  times: whole("how often", 3, { max: 50 }),
  seed: whole("which one", undefined),
  part: fraction("how much", 0.5, { max: 1 }),
  way: oneOf("how", ["up", "down"], "up"),
  from: several(whole("levels", 1), [1, 2]),
  log: word("where to", "", "FILE"),
  loud: onOff("says more"),
  fights: onOff("leaves out the fights", true),
};

function read(...words: string[]) {
  return readOptions(TASK, OPTIONS, words);
}

function wrongOf(...words: string[]): string {
  const result = read(...words);
  assert.ok("wrong" in result, `${words} is wrong`);
  return result.wrong;
}

Deno.test("options: without any, each has its default", () => {
  const values = { times: 3, seed: undefined, part: 0.5, way: "up", from: [1, 2], log: "", loud: false, fights: true };
  assert.deepEqual(read(), { values });
});

Deno.test("options: words, bare words and switches are read", () => {
  const result = read("7", "--seed=9", "--part", "0.25", "--way", "down", "--from", "5,17", "--loud", "--no-fights");
  assert.ok("values" in result);
  const values = { times: 7, seed: 9, part: 0.25, way: "down", from: [5, 17], log: "", loud: true, fights: false };
  assert.deepEqual(result.values, values);
});

Deno.test("options: what is wrong is said with its name, its value and what is wanted", () => {
  const says = (sentence: string, ...words: string[]) =>
    assert.equal(wrongOf(...words), `${sentence}. deno task try --help says more.`);
  says('Cannot use --times "many": wanted a whole number from 1 to 50', "--times", "many");
  says('Cannot use --times "51": wanted a whole number from 1 to 50', "51");
  says('Cannot use --times "": wanted a whole number from 1 to 50', "--times=");
  says("Cannot use --seed alone: wanted a whole number from 1 to 1000000000", "--seed");
  says('Cannot use --part "2": wanted a number from 0 to 1', "--part", "2");
  says('Cannot use --way "left": wanted one of up, down', "--way", "left");
  says(
    'Cannot use --from "1,x": wanted a whole number from 1 to 1000000000; several with commas between them',
    "--from",
    "1,x",
  );
  says("Cannot use --log alone: wanted a word", "--log");
  says('Cannot use --loud "5": wanted no value', "--loud=5");
  says('There is one word too many: "8"', "7", "8");
  says(
    "There is no option --tims; wanted --times, --seed, --part, --way, --from, --log, --loud, --fights",
    "--tims",
    "3",
  );
  assert.match(wrongOf("--no-times"), /^There is no option --no-times;/);
  assert.match(wrongOf("--toString"), /^There is no option --toString;/);
});

Deno.test("options: help lists each with what it takes and what it is without", () => {
  const result = read("--times", "many", "--help");
  assert.ok("help" in result);
  assert.equal(
    result.help,
    `deno task try [times] [options]

Tries.

  --times N    how often [3]
  --seed N     which one
  --part X     how much [0.5]
  --way NAME   how: up, down [up]
  --from N,…   levels [1,2]
  --log FILE   where to
  --loud       says more
  --no-fights  leaves out the fights`,
  );
});
