import { builtinModules } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import tseslint from 'typescript-eslint';

/** Each knows those before it; services, the gateway and the command line stand on all of them, and not on each other. */
const layers = ['values', 'rulebook', 'verify', 'events', 'runtime'];

/** What is another's is imported by its name, or the order of packages holds nothing: values <- … <- services. */
const ownPackage = {
  create: ({ cwd, filename, report }) => {
    const packageOf = (file) => {
      const [first, second] = relative(cwd, file).split(sep);
      return first === 'services' || first === 'packages' ? `${first}/${second}` : first;
    };
    const own = packageOf(filename).split('/').at(-1);
    // Those on top are none of the layers.
    const above = layers.includes(own) ? layers.slice(layers.indexOf(own)) : [];
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const [, other] = /^@anju\/([^/]+)/.exec(source.value) ?? [];
      if (other && other !== own && (!layers.includes(other) || above.includes(other)))
        report({ node: source, message: `What is here knows nothing of @anju/${other}.` });
      // Data may be read from where it lies.
      if (!/^\..+(?<!\.json)$/.test(source.value)) return;
      if (packageOf(resolve(dirname(filename), source.value)) !== packageOf(filename))
        report({ node: source, message: 'Import what is of another package by its name, @anju/….' });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

/** One dot is pure, two dots touch the world: `quorum.ts` may not do what `ballot.table.ts` does. */
const pure = ['services/*/src/**/*.ts', 'packages/{values,rulebook}/src/**/*.ts'];
const worldly = [
  '**/*.*.ts',
  'services/*/src/{migrations,generated}/**',
  // What a service is put together from.
  'services/*/src/{main,service,schema,storage,subscriptions,timers,demo}.ts',
  'packages/values/src/{id,time}.ts',
];

const noWorld = [
  {
    regex: `^(typeorm|kafkajs|graphql|@apollo/|node:|@anju/runtime|(${builtinModules.join('|')})(/|$))`,
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
  { selector: "CallExpression[callee.name='Date']", message: 'Take `now` as an argument.' },
  { selector: "CallExpression[callee.name='newId']", message: 'Take the id as an argument.' },
  { selector: 'ImportExpression', message: 'A pure file imports at its top, where it is looked at.' },
];
/** Clocks, chance and the world, as they lie about everywhere. */
const worldlyGlobals = [
  ...[
    'performance',
    'crypto',
    'process',
    'fetch',
    'WebSocket',
    'globalThis',
    'global',
    'require',
    'Temporal',
  ],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'console'],
].map((name) => ({ name, message: 'A pure file decides by its arguments alone.' }));

/** `read` of a database, and SQL that does more. */
const onRead = ":matches([callee.object.name='read'], [callee.object.property.name='read'])";
const writes = '/^[\\s(]*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|ALTER|CREATE|DROP|SET|CALL)\\b/i';

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
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['{services,packages}/*/**/*.ts', 'gateway/**/*.ts'],
    plugins: { anju: { rules: { 'own-package': ownPackage } } },
    rules: { 'anju/own-package': 'error' },
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
          patterns: [
            {
              regex: '^(typeorm/|(mysql2|mariadb|libsql|better-sqlite3)(/|$))',
              message: 'Only runtime opens connections.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...[
          'MemberExpression[property.name=/^(writer|inTurn)$/]',
          'MemberExpression[property.value=/^(writer|inTurn)$/]',
          'ObjectPattern > Property[key.name=/^(writer|inTurn)$/]',
          'ObjectPattern > Property[key.value=/^(writer|inTurn)$/]',
          `CallExpression[callee.property.name=/^(insert|update|upsert|delete|save|remove)$/]${onRead}`,
          `CallExpression[callee.property.name='query']${onRead} > Literal[value=${writes}]`,
          `CallExpression[callee.property.name='query']${onRead} > TemplateLiteral[quasis.0.value.raw=${writes}]`,
        ].map((selector) => ({ selector, message: 'Write through `transaction`, read through `read`.' })),
        {
          selector: 'ImportExpression[source.value=/^(typeorm|mysql2|mariadb|libsql|better-sqlite3)/]',
          message: 'Only runtime opens connections.',
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
      'no-restricted-globals': ['error', ...worldlyGlobals],
    },
  },
  // What funding knows of other services belongs to no group of it, and knows none.
  ...[...fundingGroups, 'known'].flatMap((group) => [fundingFiles(group), fundingRules(group)]),
);
