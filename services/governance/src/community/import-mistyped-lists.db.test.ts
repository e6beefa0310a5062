import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { SourceRowTable } from '../publication/publication.table';
import { storage } from '../storage';
import { ask, importList, published } from './community.builder';
import { CommunityTable } from './community.table';

const database = testDatabase(storage);
const jincheng = published('jincheng-urban-2020.csv');
const load = (csv: string, dryRun = false) => importList(database(), 'jincheng-urban-2020', { csv, dryRun });

test('a name of 200 rare characters is kept whole, and one of 201 is refused by line and column, dry or not', async () => {
  const longest = '𠮷'.repeat(200);
  expect(await load(jincheng.replace('南大街小区', longest))).toMatchObject({ created: 5 });
  expect(await database().read.existsBy(CommunityTable, { name: longest })).toBe(true);
  expect(await database().read.existsBy(SourceRowTable, { name: longest })).toBe(true);

  for (const dryRun of [true, false])
    expect(await load(jincheng.replace('南大街小区', `${longest}长`), dryRun)).toMatchObject({
      code: 'BAD_ROWS',
      problems: [{ line: 4, column: 'name', reason: expect.stringContaining('200 characters') }],
    });
});

test('a remainder under a longer name is refused too', async () => {
  const csv = published('tianchang-2021.csv').replace('(not stored)', '长'.repeat(201));
  expect(await importList(database(), 'tianchang-2021', { csv })).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ column: 'name', reason: expect.stringContaining('200 characters') }],
  });
});

test.each([
  ['NUL', '\u0000'],
  ['a mark that turns the direction', '\u202e'],
  ['a mark of no width', '\u200b'],
])(
  'a name, a remark and a heading with %s are refused by line and column, and nothing is stored',
  async (_, mark) => {
    const problemsOf = async (csv: string) =>
      (await load(csv)).problems.map(({ line, column }: any) => `${line} ${column}`);
    const reason = expect.stringContaining('nobody sees');

    const refusal = await load(jincheng.replace('西大街小区', `西大${mark}街小区`));
    expect(refusal).toMatchObject({ code: 'BAD_ROWS', problems: [{ line: 5, column: 'name', reason }] });
    expect(await problemsOf(jincheng.replace('two compounds', `two${mark} compounds`))).toEqual(['2 note']);
    const withColumn = jincheng.trim().replace(/$/gm, ',').replace(/,$/m, `,x${mark}y`);
    expect(await problemsOf(withColumn)).toEqual([`1 x${mark}y`]);
    expect(await database().read.count(CommunityTable)).toBe(0);
    expect(await factsIn(database())).toEqual([]);
  },
);

test('a remark of two lines is what it is, a name is one line', async () => {
  const quoted = (text: string, told: string) => jincheng.replace(text, `"${told}"`);
  expect(await load(quoted('西大街小区', '西大街\n小区'))).toMatchObject({
    problems: [{ line: 5, column: 'name' }],
  });
  expect(await load(jincheng.replace(/two compounds.*$/m, '"two compounds\none total"'))).toMatchObject({
    created: 5,
  });
});

test('[REG-10] figures that no board could add up are refused by line and column, and the board answers', async () => {
  const csv = jincheng.replace(',1246,', ',2000000000,').replace(',2591,', ',2000000000,');
  expect(await load(csv)).toMatchObject({
    code: 'BAD_ROWS',
    problems: [
      { line: 4, column: 'households', reason: expect.stringContaining('more than 100000') },
      { line: 5, column: 'households' },
    ],
  });
  const board = '{ division(code: "140502") { communityCount households } }';
  expect(await ask(database(), board)).toEqual({ division: { communityCount: 0, households: 0 } });
});
