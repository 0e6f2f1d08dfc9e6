/** Whose a character is, in words. */

/** The account's name, or that there is none to sign in with. */
export function ownerWords(
  { accountName, guest }: { readonly accountName: string; readonly guest: boolean },
): string {
  return guest ? "guest" : accountName;
}
