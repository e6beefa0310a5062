/** Pure tests alone, in the environment by which Stryker learns which test runs which line. */
export default {
  rootDir: '../../..',
  testMatch: ['**/{packages/values,packages/rulebook,services/*}/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(db|events|journey)\\.test'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
  testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
};
