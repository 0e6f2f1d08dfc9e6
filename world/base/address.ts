/** Addresses of the network, as text. Pure rules: who listens, who counts and who stores judge them alike. */

/**
 * Whether `address` is this machine itself: one of 127.0.0.0/8, also as IPv6 writes it, ::1, or "localhost". A name
 * that only begins like such an address ("127.example.org") is none.
 */
export function isLoopback(address: string): boolean {
  return address === "localhost" || address === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(address);
}
