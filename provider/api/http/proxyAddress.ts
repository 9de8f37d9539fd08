import { BlockList, isIP } from "node:net";
import { nonBlank } from "../text";
import { isLoopback } from "./address";

/** The variables that may name a proxy for https, in the order in which they are asked. Empty ones count as not set. */
const PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

const HTTPS_PORT = "443";

/**
 * The proxy for a URL by `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or in lower case, which win), read as curl reads
 * them: an address without a scheme is http, and a `%` that encodes nothing is a percent sign. None for loopback.
 * @throws when the variable holds something else than the URL of an HTTP proxy; the text names the variable and repeats nothing of it.
 */
export function findProxy(target: URL, environment: Readonly<Record<string, string | undefined>>): URL | undefined {
  if (target.protocol !== "https:" || isLoopback(target.hostname)) return undefined;
  const exceptions = nonBlank(environment.no_proxy) ?? nonBlank(environment.NO_PROXY) ?? "";
  if (isExcepted(target, exceptions)) return undefined;
  for (const variable of PROXY_VARIABLES) {
    const value = nonBlank(environment[variable]);
    if (value !== undefined) return toProxy(value, variable);
  }
  return undefined;
}

/**
 * `NO_PROXY`: hosts with all that is below them, and IP addresses or their networks (`10.0.0.0/8`), each perhaps with a
 * port; `*` is every host.
 */
function isExcepted(target: URL, exceptions: string): boolean {
  const host = withoutBrackets(target.hostname);
  const port = target.port === "" ? HTTPS_PORT : target.port;
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((exception) => {
      if (exception === "*") return true;
      const parts = /^([^:]+|\[.+\])(?::(\d+))?$/.exec(exception);
      const name = withoutBrackets(parts?.[1] ?? exception);
      if ((parts?.[2] ?? port) !== port) return false;
      return isIP(host) === 0 ? isBelow(host, name.replace(/^\*?\./, "")) : isInNetwork(host, name);
    });
}

function isBelow(host: string, name: string): boolean {
  return name !== "" && (host === name || host.endsWith(`.${name}`));
}

/** @param network an address, or one with the length of a prefix; anything else has nothing in it */
function isInNetwork(address: string, network: string): boolean {
  const version = isIP(address);
  const parts = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network.replace(/^\[(.+)\]/, "$1"));
  const longest = version === 4 ? 32 : 128;
  const [, first = "", length = longest] = parts ?? [];
  if (isIP(first) !== version || Number(length) > longest) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(first, Number(length), family);
  return list.check(address, family);
}

function toProxy(value: string, variable: string): URL {
  const text = value.includes("://") ? value : `http://${value}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol)) {
    throw new Error(
      `${variable} does not hold the URL of an HTTP proxy, such as http://proxy.example:3128. ` +
        "In its user and password, write / ? # and @ as %2F %3F %23 and %40.",
    );
  }
  if (proxy.pathname !== "/" || proxy.search !== "" || proxy.hash !== "") {
    throw new Error(
      `${variable} has more after the host of the proxy than a port. ` +
        "In its user and password, write / ? # and @ as %2F %3F %23 and %40.",
    );
  }
  for (const part of ["username", "password"] as const) {
    proxy[part] = proxy[part].replace(/%(?![0-9a-f]{2})/gi, "%25");
    if (!canDecode(proxy[part])) {
      throw new Error(`${variable} has a ${part} that is not URL-encoded UTF-8: write each % in it as %25.`);
    }
  }
  return proxy;
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}
