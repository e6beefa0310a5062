import { compiled } from './transform.mjs';

/** Pure tests alone, in the environment by which Stryker learns which test runs which line. */
export default {
  ...compiled,
  rootDir: '../../..',
  testMatch: ['**/{packages/values,packages/rulebook,services/*}/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.(db|events|journey)\\.test'],
  testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
};
