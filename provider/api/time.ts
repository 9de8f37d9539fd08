export const MS_PER_SECOND = 1000;

/** The server's clock is known by a header that has whole seconds. */
export const CLOCK_ROUNDING_MS = 2 * MS_PER_SECOND;

/** Clocks of gateways, which stamp answers, and of applications, which stamp connections, differ. */
export const CLOCK_TOLERANCE_MS = 60 * MS_PER_SECOND;
