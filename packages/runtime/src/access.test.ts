import { graphql, parse } from 'graphql';
import type { Caller, Role } from './caller';
import { roleNames, sharedRoles } from './roles';
import { aCaller } from './testing/execute';
import { buildSubgraph, sharedSdl } from './subgraph';

const resolvers = { Query: { money: () => 100, owner: () => ({ phone: '138' }) } };
const subgraph = (fields: string, rest = '') =>
  buildSubgraph(parse(`${sharedSdl} extend type Query { ${fields} } ${rest}`), [resolvers]);

const caller = (...roles: Role[]): { contextValue: Caller } => ({
  contextValue: aCaller({ roles: new Set(roles) }),
});
const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };

test('a root field that does not say who may call it cannot be served', () => {
  expect(() => subgraph('money: Fen')).toThrow('Query.money does not say who may call it');
});

test('a root field can only name roles there are', () => {
  expect(() => subgraph('money: Fen @access(roles: [KING])')).toThrow('Invalid value for "@access(roles:)"');
});

test('a caller needs one of the roles', async () => {
  const schema = subgraph('money: Fen @access(roles: [FINANCE, CITY_BUREAU])');

  expect(await graphql({ schema, source: '{ money }', ...caller('OWNER') })).toMatchObject(refused);
  expect(await graphql({ schema, source: '{ money }', ...caller('FINANCE') })).toEqual({
    data: { money: 100 },
  });
});

test('everybody may call what is public', async () => {
  const schema = subgraph('money: Fen @access(roles: [PUBLIC])');

  expect(await graphql({ schema, source: '{ money }', ...caller() })).toEqual({ data: { money: 100 } });
});

test('a field with personal data is guarded where it stands, whatever led to it', async () => {
  const phone = 'type Owner { phone: String @access(roles: [SUBDISTRICT_OFFICE]) }';
  const schema = subgraph('owner: Owner @access(roles: [PUBLIC])', phone);

  expect(await graphql({ schema, source: '{ owner { phone } }', ...caller() })).toMatchObject(refused);
});

test('who may not is told who may, in their language, and what to do', async () => {
  const schema = subgraph('money: Fen @access(roles: [FINANCE, CITY_BUREAU])');
  const told = async (differing: Partial<Caller>) => {
    const answer = await graphql({ schema, source: '{ money }', contextValue: aCaller(differing) });
    return answer.errors![0]!.message;
  };

  expect(await told({ subject: 'zhang', language: 'en' })).toBe(
    'Only these roles may do this: FINANCE, CITY_BUREAU. Use a token of one of them.',
  );
  expect(await told({ subject: null, language: 'en' })).toMatch(/Sign in first\.$/);
  expect(await told({ subject: 'zhang', language: 'zh' })).toBe(
    '只有以下角色可以这样做：财政部门、市住房和城乡建设局。请使用相应角色的令牌。',
  );
  expect(await told({ subject: null, language: 'zh' })).toMatch(/请先登录。$/);
});

test('each role has a name of its own in Chinese, with no word for programs in it', () => {
  expect(new Set(Object.values(roleNames)).size).toBe(sharedRoles.length);
  for (const name of Object.values(roleNames)) expect(name).toMatch(/^\p{Script=Han}+$/u);
});
