import { defineConfig } from 'vitest/config'

/** Unit, boundary and integration tests: everything that needs no window. */
export default defineConfig({
  test: {
    include: ['test/{unit,integration,boundaries}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // What comes to pass does so within milliseconds; a busy machine may take seconds.
    expect: { poll: { timeout: 10_000 } },
    // By default one core is left idle, which on two cores is half of the machine.
    maxWorkers: '100%',
  },
})
