import { execute, parse } from 'graphql';
import { buildSubgraph, sharedSdl } from './subgraph';
import { aCaller } from './testing/execute';

const schema = buildSubgraph(
  parse(`${sharedSdl}
    extend type Query { lamp: Lamp @access(roles: [PUBLIC]) }
    type Lamp @key(fields: "id") @key(fields: "street number") { id: ID! street: String number: String }`),
  [{ Lamp: { __resolveReference: (lamp: object) => ({ id: 'lamp_1', ...lamp }) } }],
);

const ask = async (representation: unknown, language: 'zh' | 'en' = 'en') => {
  const answer = await execute({
    schema,
    document: parse('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Lamp { id } } }'),
    variableValues: { r: [representation] },
    contextValue: aCaller({ language }),
  });
  return JSON.parse(JSON.stringify(answer)) as { data: unknown; errors?: any[] };
};

test.each([
  { __typename: 'Lamp', id: 'lamp_1' },
  { __typename: 'Lamp', street: '凤台', number: '1' },
])('an entity is found by any of its keys: %j', async (representation) => {
  expect(await ask(representation)).toEqual({ data: { _entities: [{ id: 'lamp_1' }] } });
});

test.each([
  { __typename: 'Nothing', id: '1' },
  { __typename: 'Clock' },
  { __typename: 'Query' },
  { __typename: 'RuleId' },
  { __typename: '__proto__' },
  { __typename: {} },
  { id: 'lamp_1' },
  [{ __typename: 'Lamp', id: 'lamp_1' }],
  'Lamp',
  1,
])(
  'what is no entity of the service is its sender’s fault, and is told as one: %j',
  async (representation) => {
    const { data, errors } = await ask(representation);
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message: 'The __typename of representations[0] is no entity of this service. Check it.',
        extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      },
    ]);
    expect((await ask(representation, 'zh')).errors![0].message).toContain('不是本服务的实体');
  },
);

test.each([
  { __typename: 'Lamp' },
  { __typename: 'Lamp', id: null },
  { __typename: 'Lamp', id: 1.5 },
  { __typename: 'Lamp', id: { like: '%' } },
  { __typename: 'Lamp', street: '凤台' },
])('so is one without its key: %j', async (representation) => {
  const { errors } = await ask(representation);
  expect(errors).toMatchObject([
    {
      message: 'representations[0] has no key. Give its id or street + number as text.',
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    },
  ]);
  expect((await ask(representation, 'zh')).errors![0].message).toContain(
    '请以文本给出 id 或 street + number',
  );
});
