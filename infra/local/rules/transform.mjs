const typescript = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }];

/** How every test is compiled, in `npm test` and by `pnpm rules --prove`. */
export const compiled = {
  transform: { '^.+\\.(ts|mjs)$': typescript, '/node_modules/.+\\.js$': typescript },
  // These come as ES modules only, which jest does not load by itself.
  transformIgnorePatterns: ['/node_modules/(?!\\.pnpm/)(?!jose/)', '/node_modules/\\.pnpm/(?!jose@)'],
};
