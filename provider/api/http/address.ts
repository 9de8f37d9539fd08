/** Is this host the machine itself? Only there may a token travel without TLS, and no proxy is asked. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** May a token be sent there: with TLS, or without leaving this machine? */
export function isSafeForTokens({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** Anything else than these characters cannot stand in a header, and no token of Workato's has it. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
