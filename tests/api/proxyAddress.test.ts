import { findProxy } from "../../provider/api/http/proxyAddress";

const TARGET = "https://www.workato.com";

const proxyOf = (environment: Record<string, string>, target = TARGET): string | undefined =>
  findProxy(new URL(target), environment)?.href;

describe("the variable", () => {
  test.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ HTTPS_PROXY: "http://a:1" }, "http://a:1/"],
    [{ HTTPS_PROXY: "http://a:1", https_proxy: "http://b:1" }, "http://b:1/"],
    [{ HTTPS_PROXY: "http://a:1", https_proxy: " " }, "http://a:1/"],
    [{ ALL_PROXY: "http://a:1", all_proxy: "http://b:1" }, "http://b:1/"],
    [{ ALL_PROXY: "http://a:1", HTTPS_PROXY: "http://b:1" }, "http://b:1/"],
    [{ HTTP_PROXY: "http://a:1" }, undefined],
  ])("%j gives %s", (environment, proxy) => {
    expect(proxyOf(environment)).toBe(proxy);
  });

  test.each(["http://localhost:1", "https://localhost:1", "https://127.0.0.1", "https://[::1]:1"])(
    "none for %s",
    (target) => {
      expect(proxyOf({ HTTPS_PROXY: "http://a:1", ALL_PROXY: "http://a:1" }, target)).toBeUndefined();
    },
  );
});

describe("the address", () => {
  test.each([
    ["a:3128", "http://a:3128/"],
    ["user:pass@a:3128", "http://user:pass@a:3128/"],
    ["https://a", "https://a/"],
    ["http://a:1/\n", "http://a:1/"],
    ["http://user:100%@a:1", "http://user:100%25@a:1/"],
    ["http://us%er:p%41%zz@a:1", "http://us%25er:p%41%25zz@a:1/"],
    ["http://user:p@ss@a:1", "http://user:p%40ss@a:1/"],
  ])("%j is %s", (value, proxy) => {
    expect(proxyOf({ HTTPS_PROXY: value })).toBe(proxy);
  });

  test.each([
    ["socks5://user:s3cret@a:1", "does not hold the URL of an HTTP proxy"],
    ["http://user:s3cret@:x", "does not hold the URL of an HTTP proxy"],
    ["http://user:s3/cret@a:1", "does not hold the URL of an HTTP proxy"],
    ["http://user:s3cret@a:1/path", "has more after the host of the proxy than a port"],
    ["http://user:1#s3cret@a:1", "has more after the host of the proxy than a port"],
    ["http://user:1?s3cret@a:1", "has more after the host of the proxy than a port"],
    ["http://user:s3cret%ff@a:1", "has a password that is not URL-encoded UTF-8: write each % in it as %25."],
    ["http://s3cret%ff@a:1", "has a username that is not URL-encoded UTF-8"],
  ])("%s is refused with the name of its variable and without its credentials", (value, problem) => {
    for (const variable of ["HTTPS_PROXY", "all_proxy"]) {
      const find = (): unknown => proxyOf({ [variable]: value });
      expect(find).toThrow(`${variable} ${problem}`);
      expect(find).not.toThrow(/s3|cret/);
    }
  });
});

describe("NO_PROXY", () => {
  test.each([
    ["www.workato.com", TARGET],
    ["workato.com", TARGET],
    [".workato.com", TARGET],
    ["*.workato.com", TARGET],
    ["WWW.Workato.com", TARGET],
    ["*", TARGET],
    ["a.example, workato.com", TARGET],
    ["a.example workato.com:443", TARGET],
    ["workato.com:8443", "https://www.workato.com:8443"],
    ["10.0.0.5", "https://10.0.0.5"],
    ["fd00::5", "https://[fd00::5]"],
    ["[fd00::5]:443", "https://[fd00::5]"],
    ["FD00:0:0::5", "https://[fd00::5]"],
    ["10.0.0.0/8", "https://10.1.2.3"],
    ["10.1.2.3/32", "https://10.1.2.3"],
    ["0.0.0.0/0", "https://10.1.2.3"],
    ["a.example,172.16.0.0/12, 192.168.0.0/16", "https://172.31.0.1:8443"],
    ["fd00::/8", "https://[fd12::1]"],
    ["[fd00::]/8", "https://[fd12::1]"],
  ])("%j excepts %s", (exceptions, target) => {
    expect(proxyOf({ HTTPS_PROXY: "http://a:1", NO_PROXY: exceptions }, target)).toBeUndefined();
    expect(proxyOf({ HTTPS_PROXY: "http://a:1", no_proxy: exceptions, NO_PROXY: "x" }, target)).toBeUndefined();
  });

  test.each(["", ",", "kato.com", "workato", "app.www.workato.com", "workato.com:8443", "www.workato.com.", "."])(
    "%j does not except it",
    (exceptions) => {
      expect(proxyOf({ HTTPS_PROXY: "http://a:1", NO_PROXY: exceptions })).toBe("http://a:1/");
    },
  );

  test.each([
    ["10.0.0.0/8", "https://11.0.0.1"],
    ["10.0.0.0/33", "https://10.0.0.1"],
    ["10.0.0.0/-1", "https://10.0.0.1"],
    ["10.0.0.0/x", "https://10.0.0.1"],
    ["10.0.0/8", "https://10.0.0.1"],
    ["fd00::/8", "https://[fe00::1]"],
    ["fd00::/8", "https://10.0.0.1"],
    ["0.0.5", "https://10.0.0.5"],
    [".0.0.5", "https://10.0.0.5"],
    ["10.0.0.0/8", "https://10.example"],
    ["0.0.0.0/0", TARGET],
  ])("%j does not except %s", (exceptions, target) => {
    expect(proxyOf({ HTTPS_PROXY: "http://a:1", NO_PROXY: exceptions }, target)).toBe("http://a:1/");
  });
});
