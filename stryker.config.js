export default {
  mutate: [
    'packages/engine/src/{number,formula,grade,fund}/**/*.ts',
    '!**/*.{test,cases,oracle,generated}.ts',
    '!**/{fixtures,testing}/**',
  ],
  testRunner: 'vitest',
  // The tests of other packages reach the engine through node_modules, which leads out of the sandbox to the unchanged code.
  vitest: { dir: 'packages/engine' },
  // TypeScript 7 has no compiler API, which Stryker needs to check types and to rewrite a tsconfig.
  checkers: [],
  tsconfigFile: 'none',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  ignorePatterns: ['/bench', '/docs', '/e2e'],
  reporters: ['clear-text', 'progress', 'html'],
};
