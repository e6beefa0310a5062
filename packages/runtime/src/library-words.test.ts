import { buildSchema, graphql, isEnumType } from 'graphql';
import { inBothLanguages, tooManyWrong } from './library-words';

const schema = buildSchema(`
  interface Place { id: ID }
  type Home implements Place { id: ID, area: Int }
  type Road implements Place { id: ID, length: Int }
  enum Code { ROOF, FACADE }
  input Wish { year: Int!, synthetic: Boolean, code: Code, title: String, id: ID, share: Float, within: Wish }
  type Query { wish(wish: Wish!): Int, homes: [Home!], places: [Place] }
`);

const optionsOf = (name: string) => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((each) => each.name) : [];
};
const typed = { code: 'BAD_USER_INPUT', optionsOf };

/** What graphql-js says of it in a variable, or written into the query. */
async function saidOf(wish: unknown, literal?: string) {
  const source = literal ? `{ wish(wish: ${literal}) }` : 'query ($wish: Wish!) { wish(wish: $wish) }';
  const { errors } = await graphql({ schema, source, variableValues: literal ? {} : { wish } });
  const english = errors![0]!.message;
  return { english, said: inBothLanguages(english, typed).message };
}

test.each<[what: string, wish: unknown, zh: string]>([
  ['a name for a whole number', { year: '王建国' }, 'wish.year："王建国" 不是整数。'],
  ['half a number', { year: 1.5 }, 'wish.year：1.5 不是整数。'],
  ['a number too large', { year: 3_000_000_000 }, 'wish.year：整数 3000000000 过大或过小。'],
  ['a word for yes', { year: 1, synthetic: '是' }, 'wish.synthetic："是" 不是 true 或 false。'],
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
  expect(inBothLanguages(said, typed).message).toBe(said);
});

test.each([
  ['{ year: "王建国" }', '"王建国" 不是整数。'],
  ['{ synthetic: true }', '缺少必填项 Wish.year。'],
])('%s, written into the query, too', async (literal, zh) => {
  const { english, said } = await saidOf(null, literal);
  expect(said).toBe(`${zh}请改正后再提交。 / ${english} Correct it and send again.`);
});

test.each<[what: string, code: unknown, literal: string, zh: string]>([
  ['a word that is none of them', '屋面', 'WALL', 'Code 没有“(屋面|WALL)”这个选项。'],
  ['a number', 3, '3', '3 不是 Code 的选项。'],
  ['nothing', '', '""', '(Code 没有“”这个选项|"" 不是 Code 的选项)。'],
])('of a choice all are named, where it is %s', async (_, code, literal, zh) => {
  for (const { english, said } of [
    await saidOf({ year: 1, code }),
    await saidOf(null, `{ year: 1, code: ${literal} }`),
  ]) {
    expect(said).toMatch(new RegExp(`${zh}可选：ROOF、FACADE。请改正后再提交。 / `));
    expect(said.endsWith(`${english} It is one of ROOF, FACADE. Correct it and send again.`)).toBe(true);
  }
});

test('whose schema is not told, of that neither are its choices', async () => {
  const { english } = await saidOf({ year: 1, code: 'WALL' });
  expect(inBothLanguages(english, { ...typed, optionsOf: () => [] }).message).not.toContain('FACADE');
});

test.each([
  ['{ whish }', '第 1 行第 3 列：Query 没有字段 whish。是否指 "wish"。'],
  ['{ homes { len } }', '第 1 行第 11 列：Home 没有字段 len。'],
  ['{ places { area } }', '第 1 行第 12 列：Place 没有字段 area。是否指 ... on "Home"。'],
  ['{ wish(wish: { year: 1 }, colour: 1) }', '第 1 行第 27 列：Query.wish 没有参数 colour。'],
  ['{ wish }', '第 1 行第 3 列：字段 wish 缺少必填参数 wish。'],
  ['{ homes }', '第 1 行第 3 列：字段 homes 须写明要其中的哪些字段。是否指 "homes { ... }"。'],
  ['{ homes { area { m2 } } }', '第 1 行第 16 列：字段 area 之下没有字段，请去掉其后的花括号。'],
  ['query ($w: Wich!) { wish(wish: $w) }', '第 1 行第 12 列：没有类型 Wich。是否指 "Wish"。'],
  ['{ ...F }', '第 1 行第 6 列：没有片段 F。'],
  ['{ homes { id } } fragment F on Home { id }', '第 1 行第 18 列：片段 F 未被使用。'],
  ['{ homes { ...F } } fragment F on Home { id ...F }', '第 1 行第 44 列：片段 F 包含了它自己。'],
  ['{ homes { ... on Road { id } } }', '第 1 行第 11 列：片段属于 Road，此处是 Home。'],
  ['{ homes { id @keep } }', '第 1 行第 14 列：没有指令 @keep。'],
  ['{ homes { id @skip } }', '第 1 行第 14 列：@skip 缺少必填参数 if。'],
  ['{ wish(wish: $w) }', '第 1 行第 14 列：没有声明变量 $w。'],
  ['query ($w: Wish!) { homes { id } }', '第 1 行第 8 列：变量 $w 未被使用。'],
  ['query ($w: Wish) { wish(wish: $w) }', '第 1 行第 8 列：变量 $w 的类型是 Wish，此处须为 Wish!。'],
  ['query A { homes { id } } query A { homes { id } }', '第 1 行第 7 列：A 重复，只能有一个。'],
  ['{ homes { id } } { homes { id } }', '第 1 行第 1 列：有多个操作时，每个都须命名。'],
  ['{ homes { id: area id } }', '第 1 行第 11 列：字段 id 出现多次而内容不同，请用别名区分。'],
  ['{ homes { id ', '第 1 行第 14 列：语法有误，此处应为 Name，实为 <EOF>。'],
  ['homes { id }', '第 1 行第 1 列：语法有误，此处不应有 Name "homes"。'],
  ['{ homes(first: "1) }', '第 1 行第 21 列：语法有误。'],
])(
  '%s is told to its developer in Chinese, with where, and graphql-js’ words beside it',
  async (source, zh) => {
    const { errors } = await graphql({ schema, source });
    const { message, locations } = errors![0]!;
    const said = inBothLanguages(message, {
      code: 'GRAPHQL_VALIDATION_FAILED',
      at: locations?.[0],
      optionsOf,
    });
    expect(said.message).toBe(`查询有误。${zh} / ${message}`);
  },
);

test('that there are more than are told is the last of them', async () => {
  const source = 'query ($wishes: [Wish!]!) { wishes(wishes: $wishes) }';
  const of = buildSchema(`input Wish { year: Int! } type Query { wishes(wishes: [Wish!]!): Int }`);
  const wishes = Array.from({ length: 60 }, () => ({ year: '王建国' }));
  const { errors } = await graphql({ schema: of, source, variableValues: { wishes } });
  expect(errors).toHaveLength(51);
  expect(errors!.filter(({ message }) => tooManyWrong.test(message))).toEqual([errors!.at(-1)]);
  expect(inBothLanguages(errors!.at(-1)!.message, typed).message).toMatch(/^错误太多，.* \/ Too many/);
});

test('what somebody said in both is left as it is', () => {
  const ours = '金额应为整数（分）。 / An amount is whole fen.';
  expect(inBothLanguages(ours, typed)).toEqual({ message: ours });
});

test.each([
  ['Variable "$input" got invalid value "王建国" at "input.fen"; ', 'input.fen：'],
  ['Variable "$to" got invalid value "王建国"; ', 'to：'],
])('what a scalar said begins with where, in no language, behind %s', (english, where) => {
  const ours = '“王建国”不是整数。请填写整数。 / Not an exact integer: 王建国.';
  expect(inBothLanguages(english + ours, typed)).toEqual({ message: where + ours });
});

test('a file in a wrong place is not sent back', async () => {
  const { said } = await saidOf({ year: 'A'.repeat(2_000_000) });
  expect(said.length).toBeLessThan(2_000);
  expect(said).toMatch(
    /^wish\.year：.* 不是整数。请改正后再提交。 \/ .* at "wish\.year"; Int cannot represent/s,
  );
});

test('what an engine says of a query that is nested too deep tells what to do, in both languages', () => {
  const said = inBothLanguages('Maximum call stack size exceeded', {
    code: 'GRAPHQL_PARSE_FAILED',
    at: undefined,
    optionsOf,
  });
  expect(said).toEqual({
    message: '查询嵌套过深，请简化后再试。 / The query is nested too deep. Make it simpler and try again.',
    limit: 'literalDepth',
  });
});
