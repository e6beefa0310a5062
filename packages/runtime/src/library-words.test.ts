import { buildSchema, graphql } from 'graphql';
import { inBothLanguages, tooManyWrong } from './library-words';

const schema = buildSchema(`
  enum Code { ROOF }
  input Wish { year: Int!, synthetic: Boolean, code: Code, title: String, id: ID, share: Float, within: Wish }
  type Query { wish(wish: Wish!): Int }
`);

/** What graphql-js says of it in a variable, or written into the query. */
async function saidOf(wish: unknown, literal?: string) {
  const source = literal ? `{ wish(wish: ${literal}) }` : 'query ($wish: Wish!) { wish(wish: $wish) }';
  const { errors } = await graphql({ schema, source, variableValues: literal ? {} : { wish } });
  const english = errors![0]!.message;
  return { english, said: inBothLanguages(english, 'BAD_USER_INPUT').message };
}

test.each<[what: string, wish: unknown, zh: string]>([
  ['a name for a whole number', { year: '王建国' }, 'wish.year："王建国" 不是整数。'],
  ['half a number', { year: 1.5 }, 'wish.year：1.5 不是整数。'],
  ['a number too large', { year: 3_000_000_000 }, 'wish.year：整数 3000000000 过大或过小。'],
  ['a word for yes', { year: 1, synthetic: '是' }, 'wish.synthetic："是" 不是 true 或 false。'],
  ['a choice that there is not', { year: 1, code: '屋面' }, 'wish.code：Code 没有“屋面”这个选项。'],
  ['a number for a choice', { year: 1, code: 3 }, 'wish.code：3 不是 Code 的选项。'],
  ['a number for a text', { year: 1, title: 3 }, 'wish.title：3 不是文字。'],
  ['a list for an id', { year: 1, id: [1] }, 'wish.id：[1] 不是文字。'],
  ['a word for a number', { year: 1, share: '多' }, 'wish.share："多" 不是数字。'],
  ['nothing where something must be', {}, 'wish：缺少必填项 year。'],
  ['null where something must be', { year: null }, 'wish.year：此处必须填写。'],
  ['what nobody asked for', { year: 1, yaer: 2 }, 'wish：Wish 没有 yaer 这一项。'],
  ['a word for the whole', '王建国', 'wish：此处应为 Wish 的各项内容。'],
  ['no whole at all', undefined, 'wish：此处必须填写。'],
  ['deep within', { year: 1, within: { year: '二' } }, 'wish.within.year："二" 不是整数。'],
])('%s is told in both languages, with what to do', async (_, wish, zh) => {
  const { english, said } = await saidOf(wish);
  expect(said).toBe(`${zh}请改正后再提交。 / ${english} Correct it and send again.`);
  // A gateway passes on what its subgraph said.
  expect(inBothLanguages(said, 'BAD_USER_INPUT').message).toBe(said);
});

test.each([
  ['{ year: "王建国" }', '"王建国" 不是整数。'],
  ['{ year: 1, code: "ROOF" }', '"ROOF" 不是 Code 的选项。'],
  ['{ year: 1, code: WALL }', 'Code 没有“WALL”这个选项。'],
  ['{ synthetic: true }', '缺少必填项 Wish.year。'],
])('%s, written into the query, too', async (literal, zh) => {
  const { english, said } = await saidOf(null, literal);
  expect(said).toBe(`${zh}请改正后再提交。 / ${english} Correct it and send again.`);
});

test('that there are more than are told is the last of them', async () => {
  const source = 'query ($wishes: [Wish!]!) { wishes(wishes: $wishes) }';
  const of = buildSchema(`input Wish { year: Int! } type Query { wishes(wishes: [Wish!]!): Int }`);
  const wishes = Array.from({ length: 60 }, () => ({ year: '王建国' }));
  const { errors } = await graphql({ schema: of, source, variableValues: { wishes } });
  expect(errors).toHaveLength(51);
  expect(errors!.filter(({ message }) => tooManyWrong.test(message))).toEqual([errors!.at(-1)]);
  expect(inBothLanguages(errors!.at(-1)!.message, 'BAD_USER_INPUT').message).toMatch(
    /^错误太多，.* \/ Too many/,
  );
});

test('what somebody said in both is left as it is, and a fault of the query to its developer', () => {
  const ours = 'Variable "$i" got invalid value "王建国"; 金额应为整数（分）。 / An amount is whole fen.';
  expect(inBothLanguages(ours, 'BAD_USER_INPUT')).toEqual({ message: ours });
  const fault = 'Cannot query field "x" on type "Query".';
  expect(inBothLanguages(fault, 'GRAPHQL_VALIDATION_FAILED')).toEqual({ message: fault });
});
