import { defineConfig } from 'vitest/config';

/** Where a wrong branch is a wrong grade or a wrong amount of money: every branch is tested. */
const provenCode = 'packages/engine/src/{number,formula,grade,fund}/**/*.ts';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '.stryker-tmp/**', 'bench/peers/**'],
    environment: 'node',
    globals: false,
    allowOnly: false,
    // Two cores may be shared with much else; a test that hangs is found all the same.
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: [provenCode],
      exclude: ['**/*.{test,cases,oracle,generated}.ts', '**/{fixtures,testing}/**'],
      reporter: ['text', 'html'],
      thresholds: { branches: 100 },
    },
  },
});
