import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { AuditTable } from '@anju/runtime/audit';
import { uuidV7 } from '@anju/values/id';
import { anybody, countyBureau, otherCounty } from '../../callers.builder';
import { buildingRecorded, communityRegistered } from '../../neighbours.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { aProposal, june as now, moves } from './renovation-project.builder';
import { RenovationProjectTable } from './renovation-project.table';

const database = testDatabase(storage);
const { propose } = moves(database);

const fen = (yuan: number) => yuan * 100;
const line = (kind: string, instrument: string, yuan: number) =>
  ({ kind, instrument, amountFen: fen(yuan), synthetic: false }) as any;
const work = (yuan: number) => [
  { code: 'DRAINAGE' as const, description: '雨污分流', costFen: fen(yuan), buildingIds: [] },
];

beforeEach(async () => {
  await deliver(database(), funding, [communityRegistered()], { now });
  await deliver(database(), funding, [buildingRecorded('2', 24)], { now });
});

const nothingStored = async () => {
  expect(await database().read.count(RenovationProjectTable)).toBe(0);
  expect(await factsIn(database())).toEqual([]);
};

test('[FUND-1] example: a plan of 4,180,000 yuan from all six kinds, in-kind apart from cash', async () => {
  const money = [
    line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 1_200_000),
    line('RESIDENT', 'DIRECT_CASH', 300_000),
    line('FISCAL', 'COUNTY_BUDGET', 1_900_000),
    line('UTILITY_OWNER', 'OWN_PROGRAMME', 500_000),
    line('FORMER_EMPLOYER', 'IN_KIND', 80_000),
    line('SOCIAL_CAPITAL', 'DONATION', 200_000),
  ];
  expect(await propose(aProposal({ contents: work(4_180_000), money }))).toMatchObject({
    state: 'PROPOSED',
    costFen: fen(4_180_000),
    cashFen: fen(4_100_000),
    inKindFen: fen(80_000),
    divisionCode: { code: '140502' },
  });
});

test('[PROJ-1] a proposal that comes again is answered again and makes no second project', async () => {
  const proposal = { ...aProposal(), idempotencyKey: uuidV7() };

  const [first, again] = await Promise.all([propose(proposal), propose(proposal)]);

  expect(first).toMatchObject({ state: 'PROPOSED' });
  expect(again).toEqual(first);
  expect(await propose({ ...proposal, year: 2023 })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await database().read.count(RenovationProjectTable)).toBe(1);
  expect(await factsIn(database())).toHaveLength(1);
});

test.each([1, -1])(
  '[FUND-1] money that differs from the cost by %d fen is refused with the difference',
  async (by) => {
    const money = [{ kind: 'FISCAL', instrument: 'CITY_BUDGET', amountFen: fen(500) + by } as never];

    expect(await propose(aProposal({ contents: work(500), money }))).toEqual({
      code: 'MONEY_DIFFERS_FROM_COST',
      rule: 'FUND-1',
      retryable: false,
      message: expect.stringContaining(': 0.01 yuan apart'),
    });
    await nothingStored();
  },
);

test('[FUND-2] example: the subsidy and the investment are two instruments of POLICY and stay apart', async () => {
  const money = [
    line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 1_200_000),
    line('POLICY', 'CENTRAL_BUDGET_INVESTMENT', 800_000),
  ];
  const contents = [...work(1_200_000), { ...work(800_000)[0]!, description: '化粪池' }];
  expect(await propose(aProposal({ contents, money }))).toMatchObject({ state: 'PROPOSED' });
  expect(await propose(aProposal({ contents: work(2_000_000), money }))).toMatchObject({
    code: 'SECOND_CENTRAL_GRANT',
    rule: 'FUND-8',
  });
});

test('a project has at most 200 pieces of work and 200 lines of money, which 201 refuses in both languages', async () => {
  const of = (pieces: number, lines: number) =>
    aProposal({
      contents: Array.from({ length: pieces }, (_, i) => ({
        ...work(1)[0]!,
        description: `雨污分流 ${i + 1}`,
        costFen: i === 0 ? 20_100 - 100 * (pieces - 1) : 100,
      })),
      money: Array.from({ length: lines }, (_, i) => ({
        ...line('FISCAL', 'COUNTY_BUDGET', 1),
        amountFen: i === 0 ? 20_100 - 100 * (lines - 1) : 100,
      })),
    });

  expect(await propose(of(201, 200))).toEqual({
    code: 'TOO_MANY_PIECES',
    rule: null,
    retryable: false,
    message:
      'There are 201 pieces of work, and a project has at most 200. Put like works together, or propose several projects.',
  });
  const caller = { ...countyBureau, language: 'zh' as const };
  expect(await propose(of(200, 201), { caller })).toMatchObject({
    code: 'TOO_MANY_LINES',
    message: expect.stringContaining('资金有 201 笔，一个项目最多 200 笔'),
  });
  await nothingStored();
  expect(await propose(of(200, 200))).toMatchObject({ state: 'PROPOSED' });
});

test('[FUND-2] an instrument of another kind is refused', async () => {
  const money = [line('FISCAL', 'LOCAL_GOV_BOND', 500)];

  expect(await propose(aProposal({ contents: work(500), money }))).toMatchObject({
    code: 'INSTRUMENT_OF_ANOTHER_KIND',
    rule: 'FUND-2',
  });
  await nothingStored();
});

const twoPieces = [...work(500_000), { ...work(100_000)[0]!, description: '化粪池' }];

test('[FUND-8] example: an item of 500,000 yuan does not draw two central grants of 300,000', async () => {
  const money = [
    { ...line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 300_000), contentItemNumber: 1 },
    { ...line('POLICY', 'CENTRAL_BUDGET_INVESTMENT', 300_000), contentItemNumber: 1 },
  ];
  for (const contents of [work(500_000), twoPieces])
    expect(await propose(aProposal({ contents, money }))).toEqual({
      code: 'SECOND_CENTRAL_GRANT',
      rule: 'FUND-8',
      retryable: false,
      message:
        'The piece of work entered as 1 costs 500000.00 yuan and may draw one central grant (investment or subsidy), not 2 of 600000.00 yuan together. Keep one and let the rest pay for other work. Pieces of one kind in the same words count as one where their buildings overlap, or where one names none; if they are different works, let their descriptions or their buildings say so.',
    });
  await nothingStored();

  const apart = [
    money[0]!,
    line('POLICY', 'CENTRAL_BUDGET_INVESTMENT', 100_000),
    line('FISCAL', 'COUNTY_BUDGET', 200_000),
  ];
  expect(await propose(aProposal({ contents: twoPieces, money: apart }))).toMatchObject({
    state: 'PROPOSED',
  });
});

test('[FUND-8] a piece that is entered twice to draw two central grants is refused with both its numbers, until words tell them apart', async () => {
  const [piece] = work(500_000);
  const money = [
    { ...line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 500_000), contentItemNumber: 2 },
    { ...line('POLICY', 'CENTRAL_BUDGET_INVESTMENT', 500_000), contentItemNumber: 3 },
    // An empty earmark says nothing.
    { ...line('FISCAL', 'COUNTY_BUDGET', 100_000), contentCodes: [] },
  ];
  const contents = [twoPieces[1]!, piece!, piece!];
  const inChinese = { caller: { ...countyBureau, language: 'zh' as const } };

  const { message } = await propose(aProposal({ contents, money }));
  expect(message).toContain('The piece of work entered as 2, 3 costs 1000000.00 yuan');
  expect((await propose(aProposal({ contents, money }), inChinese)).message).toMatch(
    /^第 2, 3 项改造内容造价 1000000\.00 元.+按同一项计算；若确是不同的工程，请在说明中写明区别，或各填各的楼栋。$/,
  );
  await nothingStored();

  const apart = [twoPieces[1]!, piece!, { ...piece!, description: '北区雨污分流' }];
  expect(await propose(aProposal({ contents: apart, money }))).toMatchObject({ state: 'PROPOSED' });
});

test('[FUND-8] money names its piece of work up to the cost of it, and not a fen beyond', async () => {
  const money = (itemFen: number) => [
    { ...line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 300_000), contentItemNumber: 1 },
    { ...line('FISCAL', 'COUNTY_BUDGET', 0), amountFen: itemFen - fen(300_000), contentItemNumber: 1 },
    {
      ...line('FISCAL', 'CITY_BUDGET', 0),
      amountFen: fen(600_000) - itemFen,
      contentCodes: ['DRAINAGE' as const],
    },
  ];
  expect(await propose(aProposal({ contents: twoPieces, money: money(fen(500_000) + 1) }))).toEqual({
    code: 'BEYOND_CONTENT_ITEM_COST',
    rule: 'FUND-8',
    retryable: false,
    message: expect.stringContaining('500000.01: 0.01 too much'),
  });
  await nothingStored();

  const contents = twoPieces.map((item, i) => ({ ...item, description: `第 ${i + 1} 项` }));
  const { id } = await propose(aProposal({ contents, money: money(fen(500_000)) }));
  const source = `{ project(id: "${id}") { money { amountFen contentItem { description } contentCodes } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  expect(data.project.money).toEqual([
    { amountFen: fen(300_000), contentItem: { description: '第 1 项' }, contentCodes: [] },
    { amountFen: fen(200_000), contentItem: { description: '第 1 项' }, contentCodes: [] },
    { amountFen: fen(100_000), contentItem: null, contentCodes: ['DRAINAGE'] },
  ]);
});

test('[PROJ-1] a proposal is told to the others with the hash of its contents, and the trail says who made it', async () => {
  const project = await propose(aProposal());

  expect(await factsIn(database())).toEqual([
    {
      type: 'funding.project-proposed.v1',
      data: {
        projectId: project.id,
        divisionCode: '140502',
        name: '凤源小区改造',
        year: 2022,
        communityIds: ['com_1'],
        contents: [
          { code: 'DRAINAGE', costFen: 400_000_000 },
          { code: 'ROOF_REPAIR', costFen: 100_000_000 },
        ],
        contentsHash: project.contentsHash,
        costFen: 500_000_000,
        synthetic: true,
      },
    },
  ]);
  expect(await database().read.find(AuditTable)).toMatchObject([
    { action: 'proposeProject', subject: project.id, actor: 'county-140502' },
  ]);
});

test('[PART-4] the hash follows the contents and not their order', async () => {
  const one = await propose(aProposal());
  const turned = await propose(aProposal({ contents: aProposal().contents.toReversed() }));
  const other = await propose(aProposal({ contents: work(5_000_000) }));

  expect(turned.contentsHash).toBe(one.contentsHash);
  expect(other.contentsHash).not.toBe(one.contentsHash);
});

test('[PART-4] two pieces of work may be done on one building, and each names it once', async () => {
  const contents = aProposal().contents.map((item) => ({ ...item, buildingIds: ['bld_2'] }));
  expect(await propose(aProposal({ contents }))).toMatchObject({ state: 'PROPOSED' });
});

test('[REG-10] communities of two counties are not one project', async () => {
  await deliver(
    database(),
    funding,
    [communityRegistered({ communityId: 'com_2', divisionCode: '140521' })],
    { now },
  );

  expect(await propose(aProposal({ communityIds: ['com_1', 'com_2'] }))).toMatchObject({
    code: 'COMMUNITIES_OF_SEVERAL_COUNTIES',
    rule: 'REG-10',
    message: expect.stringContaining('140502, 140521'),
  });
});

test('a street lies in its county', async () => {
  await deliver(
    database(),
    funding,
    [communityRegistered({ communityId: 'com_2', divisionCode: '140502006' })],
    { now },
  );

  expect(await propose(aProposal({ communityIds: ['com_1', 'com_2'] }))).toMatchObject({
    divisionCode: { code: '140502' },
  });
});

test('what governance has not told of yet may come in a moment', async () => {
  expect(await propose(aProposal({ communityIds: ['com_1', 'com_404'] }))).toMatchObject({
    code: 'COMMUNITY_NOT_FOUND',
    retryable: true,
    message: expect.stringContaining('com_404'),
  });
  const contents = [{ ...aProposal().contents[1]!, buildingIds: ['bld_404'] }];
  expect(await propose(aProposal({ contents }))).toMatchObject({
    code: 'BUILDING_NOT_FOUND',
    retryable: true,
  });
  await nothingStored();
});

test.each([
  ['NAME_INVALID', { name: ' ' }],
  ['NAME_INVALID', { name: '长'.repeat(201) }],
  ['NAME_INVALID', { name: 'a\u0000b' }],
  ['NAME_INVALID', { name: '\u200b' }],
  ['NAME_INVALID', { name: 'a\nb' }],
  ['NAME_INVALID', { name: '\u202e反转' }],
  ['YEAR_OUT_OF_RANGE', { year: 22 }],
  ['COMMUNITIES_MISSING', { communityIds: [] }],
  ['COMMUNITY_NAMED_TWICE', { communityIds: ['com_1', 'com_1'] }],
  ['COMMUNITY_NOT_FOUND', { communityIds: ['Fengyuan'] }],
  ['CONTENTS_MISSING', { contents: [] }],
  ['DESCRIPTION_INVALID', { contents: [{ ...work(1)[0]!, description: '' }] }],
  ['BUILDING_NAMED_TWICE', { contents: [{ ...work(1)[0]!, buildingIds: ['bld_2', 'bld_2'] }] }],
  ['AMOUNT_NOT_POSITIVE', { contents: work(0) }],
  ['AMOUNT_NOT_POSITIVE', { contents: work(-5) }],
  ['AMOUNT_NOT_POSITIVE', { money: [line('FISCAL', 'CITY_BUDGET', 0)] }],
  ['AMOUNT_NOT_POSITIVE', { money: [line('FISCAL', 'CITY_BUDGET', -500)] }],
  ['AMOUNT_TOO_LARGE', { contents: [{ ...work(1)[0]!, costFen: 1_000_000_000_001 }] }],
  ['AMOUNT_TOO_LARGE', { contents: [...work(10_000_000_000), ...work(1)] }],
  ['AMOUNT_TOO_LARGE', { money: [{ ...line('FISCAL', 'CITY_BUDGET', 1), amountFen: 1_000_000_000_001 }] }],
  ['AMOUNT_TOO_LARGE', { money: [1, 2].map(() => line('FISCAL', 'CITY_BUDGET', 10_000_000_000)) }],
  [
    'NOT_ON_SHARED_PARTS',
    { money: [{ ...line('RESIDENT', 'MAINTENANCE_FUND', 500), contentCodes: ['CANTEEN'] }] },
  ],
  ['CONTENT_ITEM_NOT_FOUND', { money: [{ ...line('FISCAL', 'CITY_BUDGET', 500), contentItemNumber: 3 }] }],
  [
    'SECOND_CENTRAL_GRANT',
    { money: [1, 2].map(() => ({ ...line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 1), contentItemNumber: 1 })) },
  ],
  [
    'BEYOND_CONTENT_ITEM_COST',
    { money: [{ ...line('FISCAL', 'CITY_BUDGET', 5_000_000), contentItemNumber: 1 }] },
  ],
  [
    'CONTENT_ITEM_NOT_IN_EARMARK',
    { money: [{ ...line('FISCAL', 'CITY_BUDGET', 1), contentItemNumber: 1, contentCodes: ['LIFT'] }] },
  ],
  [
    'CENTRAL_GRANTS_MEET',
    {
      contents: [...work(300), { ...work(200)[0]!, description: '化粪池' }],
      money: [1, 2].map(() => line('POLICY', 'SUPERIOR_SPECIAL_SUBSIDY', 250)),
    },
  ],
  ['BEYOND_EARMARKED_COST', { money: [{ ...line('FISCAL', 'CITY_BUDGET', 1), contentCodes: ['LIFT'] }] }],
  ['MONEY_DIFFERS_FROM_COST', { money: [] }],
] as const)('%s: %j is refused in both languages, and nothing is stored', async (code, differing) => {
  const refusal = await propose(aProposal(differing as never));
  expect(refusal).toMatchObject({ code });
  expect(refusal.message).not.toMatch(/[{}]|[一-鿿]/);

  const inChinese = await propose(aProposal(differing as never), {
    caller: { ...countyBureau, language: 'zh' },
  });
  expect(inChinese.message).toMatch(/[一-鿿]/);
  await nothingStored();
});

test('[CONV-1] a project of 10 billion yuan is taken, and beyond that the limit is named', async () => {
  const money = [line('FISCAL', 'CITY_BUDGET', 10_000_000_000)];
  expect(await propose(aProposal({ contents: work(10_000_000_000), money }))).toMatchObject({
    state: 'PROPOSED',
    costFen: 1_000_000_000_000,
  });
  const contents = [{ ...work(1)[0]!, costFen: Number.MAX_SAFE_INTEGER }];
  expect(await propose(aProposal({ contents }))).toEqual({
    code: 'AMOUNT_TOO_LARGE',
    rule: 'CONV-1',
    retryable: false,
    message: expect.stringContaining('more than 10000000000.00 yuan'),
  });
});

test("another county's officer proposes nothing here, and nobody without a role anything", async () => {
  expect(await propose(aProposal(), { caller: otherCounty })).toMatchObject({
    code: 'NOT_IN_SCOPE',
    rule: null,
  });
  expect(await propose(aProposal(), { caller: anybody })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  await nothingStored();
});
