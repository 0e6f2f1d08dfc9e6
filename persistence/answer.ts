/** Answers main's questions (questions.ts) out of an open file. */
import { assert } from "../world/base/assert.ts";
import type { StorageQuestion, StorageQuestions } from "./questions.ts";
import type { Store } from "./store.ts";

type Answer<Q extends StorageQuestion> = (
  store: Store,
  input: StorageQuestions[Q]["input"],
) => StorageQuestions[Q]["output"] | Promise<StorageQuestions[Q]["output"]>;

const ANSWERS: { readonly [Q in StorageQuestion]: Answer<Q> } = {
  staffCount: (store) => ({ count: store.staff.count() }),
  staffCreate: (store, input) => store.staff.create(input),
  staffSignIn: (store, input) => store.staff.signIn(input),
  staffSession: async (store, input) => ({ staff: await store.staff.session(input.token) }),
  staffSignOut: async (store, input) => {
    await store.staff.signOut(input.token);
    return {};
  },
  auditAppend: (store, input) => store.commit.run(() => store.audit.append(input)),
  auditList: (store, input) => store.audit.list(input.before, input.count),
  historySet: (store, input) => store.commit.run(() => store.budget.choose(input.megabytes)),
  accountFind: (store, input) => store.accounts.finder.find(input),
  accountOf: (store, input) => ({ account: store.accounts.finder.ownerOf(input.character) }),
  setPassword: (store, input) => {
    const accounts = input.kind === "staff" ? store.staff : store.accounts;
    return accounts.setPassword(input.name, input.password);
  },
};

/** The output of a question, given its input as JSON. Rejects with SQLite's error if the file is in trouble. */
export async function answerQuestion(store: Store, question: string, json: string): Promise<unknown> {
  assert(Object.hasOwn(ANSWERS, question), `storage knows the question ${question}`);
  // The vocabulary is main's and ours: the input has the question's type.
  return await (ANSWERS[question as StorageQuestion] as Answer<StorageQuestion>)(store, JSON.parse(json));
}
