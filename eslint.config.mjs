import tseslint from 'typescript-eslint';

/** One dot is pure, two dots touch the world: `quorum.ts` may not do what `ballot.table.ts` does. */
const pure = ['services/*/src/*/**/*.ts', 'packages/{values,rulebook}/src/**/*.ts'];
const worldly = ['**/*.*.ts', 'services/*/src/{migrations,generated}/**', 'packages/values/src/{id,time}.ts'];

const noWorld = [
  {
    regex: '^(typeorm|kafkajs|graphql|@apollo/|node:|@anju/runtime)',
    message: 'A pure file decides; it does not touch the world.',
  },
  { regex: '^@anju/events/', allowTypeImports: true, message: 'Rules name events by type only.' },
  {
    regex: '^\\.{1,2}/(.+/)?[^/]+\\.(?!json$)[a-z]+$',
    message: 'A pure file does not import a two-dot file.',
  },
];
const noChance = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take `now` as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take `now` as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take it as an argument.',
  },
  { selector: "CallExpression[callee.name='newId']", message: 'Take the id as an argument.' },
];

/** Funding's groups know each other's ids, which are text, and the facts that each gives out in `*.facts.ts`. */
const fundingGroups = ['projects', 'money'];
const fundingLine = (group) => ({
  regex: `^(\\.\\./)+(${fundingGroups.filter((other) => other !== group).join('|')})/(?!.+\\.facts$)`,
  message: "Funding's groups know each other's ids and facts, and nothing else.",
});
const fundingFiles = (group) => ({
  files: [`services/funding/src/${group}/**/*.ts`],
  ignores: ['**/*.test.ts', '**/*.builder.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [fundingLine(group)] }] },
});
const fundingRules = (group) => ({
  files: [`services/funding/src/${group}/**/*.ts`],
  ignores: worldly,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...noWorld, fundingLine(group)] }],
  },
});

export default tseslint.config(
  { ignores: ['**/generated/**', '**/node_modules/**', '**/.anju/**'] },
  tseslint.configs.base,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only main.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['services/**/*.ts', 'gateway/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'typeorm', importNames: ['DataSource'], message: 'Only runtime opens connections.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(writer|inTurn)$/]',
          message: 'Write through `transaction`, read through `read`.',
        },
        {
          selector: "CallExpression[callee.property.name='transaction']",
          message: 'Write through `transaction` of @anju/runtime.',
        },
      ],
    },
  },
  {
    files: pure,
    ignores: worldly,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: noWorld }],
      'no-restricted-syntax': ['error', ...noChance],
    },
  },
  // What funding knows of other services belongs to no group of it, and knows none.
  ...[...fundingGroups, 'known'].flatMap((group) => [fundingFiles(group), fundingRules(group)]),
);
