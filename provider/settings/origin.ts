import { isSafeForTokens } from "../api/http/address";
import { SettingsError } from "./settingValues";

/** Origin of each Workato data centre. Source: Workato's documentation of API base URLs. */
export const REGION_ORIGINS: Readonly<Record<string, string>> = {
  us: "https://www.workato.com",
  eu: "https://app.eu.workato.com",
  jp: "https://app.jp.workato.com",
  sg: "https://app.sg.workato.com",
  au: "https://app.au.workato.com",
  il: "https://app.il.workato.com",
  cn: "https://app.workatoapp.cn",
  kr: "https://app.kr.workato.com",
  uk: "https://app.uk.workato.com",
  trial: "https://app.trial.workato.com",
};

export const DEFAULT_REGION = "us";

/**
 * The origin of another host than the regions': https, or http on this machine; a host alone is https.
 * @param key where the value came from, for the error
 * @throws SettingsError
 */
export function originOf(value: string, key: string): string {
  const text = value.includes("://") ? value : `https://${value}`;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new SettingsError(`${key} is not a URL: give an origin such as https://www.workato.com.`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "" || url.pathname !== "/") {
    throw new SettingsError(`${key} must be an origin only, such as ${url.protocol}//${url.host}: no path, no user.`);
  }
  if (!isSafeForTokens(url)) {
    throw new SettingsError(
      `${key} is "${url.origin}": the API token would travel in plain text. Use https:// (http:// is for loopback only).`,
    );
  }
  return url.origin;
}

/** @throws SettingsError for a region that is none */
export function regionOrigin(region: string, key: string): string {
  const origin = Object.hasOwn(REGION_ORIGINS, region) ? REGION_ORIGINS[region] : undefined;
  if (origin !== undefined) return origin;
  const known = Object.keys(REGION_ORIGINS).join(", ");
  throw new SettingsError(`${key} is "${region}": it must be one of ${known}. For a private instance set baseUrl.`);
}
