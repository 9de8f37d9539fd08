// What runs the real engine, or thousands of operations, takes minutes; this only ends what hangs.
jest.setTimeout(600_000);
