/** Is this host the machine itself? Only there may a token travel without TLS, and no proxy is asked. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
