import type { ContentItem } from './content-item';
import { allowedCodes, type NewFundingLine, wrongMoney } from './funding-line';

const yuan = (amount: number) => amount * 100;

/** Money of this project: a piece of work for each cost, and what pays for them. */
const whyNot = (costsFen: readonly number[], lines: readonly NewFundingLine[]) => {
  const contents = costsFen.map((costFen, i): ContentItem => ({
    code: 'DRAINAGE',
    description: `${i + 1} 号楼排水`,
    costFen,
    buildingIds: [],
  }));
  return wrongMoney(lines, { contents, costFen: costsFen.reduce((sofar, each) => sofar + each, 0) });
};

const policy = (
  instrument: 'CENTRAL_BUDGET_INVESTMENT' | 'SUPERIOR_SPECIAL_SUBSIDY' | 'LOCAL_GOV_BOND',
  amountFen: number,
  contentItemNumber: number | null = null,
): NewFundingLine => ({ kind: 'POLICY', instrument, amountFen, contentItemNumber, synthetic: false });

const county = (amountFen: number, contentItemNumber: number | null = null): NewFundingLine => ({
  kind: 'FISCAL',
  instrument: 'COUNTY_BUDGET',
  amountFen,
  contentItemNumber,
  synthetic: false,
});

const secondGrant = { code: 'SECOND_CENTRAL_GRANT', rule: 'FUND-8' };

test('[FUND-8] example: an item of 500,000 yuan does not draw two central grants of 300,000', () => {
  const grants = [
    policy('SUPERIOR_SPECIAL_SUBSIDY', yuan(300_000), 1),
    policy('CENTRAL_BUDGET_INVESTMENT', yuan(300_000), 1),
  ];
  expect(whyNot([yuan(500_000), yuan(100_000)], grants)).toMatchObject({
    ...secondGrant,
    detail: { numbers: '1', lines: 2, grantsFen: yuan(600_000), costFen: yuan(500_000) },
  });
});

test.each([
  ['SUPERIOR_SPECIAL_SUBSIDY', 'SUPERIOR_SPECIAL_SUBSIDY'],
  ['SUPERIOR_SPECIAL_SUBSIDY', 'CENTRAL_BUDGET_INVESTMENT'],
  ['CENTRAL_BUDGET_INVESTMENT', 'CENTRAL_BUDGET_INVESTMENT'],
] as const)('[FUND-8] %s and %s for one item are two central grants, even within its cost', (one, other) => {
  expect(whyNot([500], [policy(one, 250, 1), policy(other, 250, 1)])).toMatchObject(secondGrant);
});

test('[FUND-8] a central grant goes with a bond and with the county, which are no central grants', () => {
  expect(
    whyNot(
      [500],
      [policy('SUPERIOR_SPECIAL_SUBSIDY', 300, 1), policy('LOCAL_GOV_BOND', 100, 1), county(100, 1)],
    ),
  ).toBeNull();
  expect(whyNot([500], [policy('LOCAL_GOV_BOND', 250, 1), policy('LOCAL_GOV_BOND', 250, 1)])).toBeNull();
});

test('[FUND-8] two items draw one central grant each', () => {
  const grants = [
    policy('SUPERIOR_SPECIAL_SUBSIDY', 500, 1),
    policy('CENTRAL_BUDGET_INVESTMENT', 100, 2),
  ] as const;
  expect(whyNot([500, 100], grants)).toBeNull();
});

test('[FUND-8] money that names no item pays for the project, and no item draws it twice', () => {
  const unnamed = policy('SUPERIOR_SPECIAL_SUBSIDY', 300);
  const { contentItemNumber: _, ...absent } = unnamed;

  expect(whyNot([500, 100], [unnamed, county(300)])).toBeNull();
  expect(whyNot([500, 400], [unnamed, absent, county(300)])).toBeNull();
});

const grantsMeet = { code: 'CENTRAL_GRANTS_MEET', rule: 'FUND-8' };

test('[FUND-8] two central grants for a project of one piece of work are two for that piece, however they are entered', () => {
  const [subsidy, investment] = [
    policy('SUPERIOR_SPECIAL_SUBSIDY', 50),
    policy('CENTRAL_BUDGET_INVESTMENT', 50),
  ];
  expect(whyNot([100], [subsidy, investment])).toMatchObject({
    ...secondGrant,
    detail: { numbers: '1', lines: 2, grantsFen: 100, costFen: 100 },
  });
  expect(whyNot([100], [subsidy, county(50)])).toBeNull();
  expect(whyNot([50, 50], [subsidy, investment])).toBeNull();
});

test('[FUND-8] a piece of work that is entered twice is one, in whatever words and wherever its buildings overlap', () => {
  const piece: ContentItem = {
    code: 'DRAINAGE',
    description: '排水',
    costFen: 50,
    buildingIds: ['bld_1', 'bld_2'],
  };
  const lines = [policy('SUPERIOR_SPECIAL_SUBSIDY', 50, 1), policy('CENTRAL_BUDGET_INVESTMENT', 50, 2)];
  const whyNotWith = (differing: Partial<ContentItem>) =>
    wrongMoney(lines, { contents: [piece, { ...piece, ...differing }], costFen: 100 });

  for (const same of [
    {},
    { buildingIds: ['bld_2', 'bld_1'] },
    { description: ' 排 水。' },
    { description: '排水\ufe00' },
    { buildingIds: ['bld_1'] },
    { buildingIds: ['bld_2', 'bld_3'] },
    { buildingIds: [] },
  ] as const)
    expect(whyNotWith(same)).toMatchObject({ ...secondGrant, detail: { numbers: '1, 2', costFen: 100 } });
  for (const other of [{ code: 'ROADS' }, { description: '排水二' }, { buildingIds: ['bld_3'] }] as const)
    expect(whyNotWith(other)).toBeNull();
});

test('[FUND-8] central grants that name no piece fit into different ones to the fen, and not with a fen more', () => {
  const grants = (subsidyFen: number) => [
    policy('SUPERIOR_SPECIAL_SUBSIDY', subsidyFen),
    policy('CENTRAL_BUDGET_INVESTMENT', 300),
    county(600 - 300 - subsidyFen),
  ];
  // 300 need both of the smaller ones where the other takes more than 200.
  expect(whyNot([300, 200, 100], grants(299))).toBeNull();
  expect(whyNot([200, 400], grants(200))).toBeNull();
  expect(whyNot([200, 400], grants(201))).toEqual({
    ...grantsMeet,
    retryable: false,
    detail: { lines: 2, grantsFen: 501 },
  });
});

test('[FUND-8] a central grant that names its piece leaves the others', () => {
  const named = policy('CENTRAL_BUDGET_INVESTMENT', 1, 1);
  const unnamed = policy('SUPERIOR_SPECIAL_SUBSIDY', 100);
  expect(whyNot([500, 100], [named, unnamed, county(499)])).toBeNull();
  expect(whyNot([500, 100], [named, { ...unnamed, amountFen: 101 }, county(498)])).toMatchObject(grantsMeet);
});

test('[FUND-8] what other money pays for a piece is not there for a central grant', () => {
  const grants = [policy('SUPERIOR_SPECIAL_SUBSIDY', 60), policy('CENTRAL_BUDGET_INVESTMENT', 60)];
  expect(whyNot([100, 100], [...grants, county(40, 1), county(40, 2)])).toBeNull();
  expect(whyNot([100, 100], [...grants, county(41, 1), county(39)])).toMatchObject(grantsMeet);
});

test('[FUND-8] what names an item comes to its cost at most, and not to a fen more', () => {
  const lines = (itemFen: number) => [county(300, 1), county(itemFen - 300, 1), county(600 - itemFen)];

  expect(whyNot([500, 100], lines(499))).toBeNull();
  expect(whyNot([500, 100], lines(500))).toBeNull();
  expect(whyNot([500, 100], lines(501))).toMatchObject({
    code: 'BEYOND_CONTENT_ITEM_COST',
    rule: 'FUND-8',
    detail: { number: 1, moneyFen: 501, costFen: 500, beyondFen: 1 },
  });
});

test('[FUND-8] every item is looked at, not the first alone', () => {
  expect(whyNot([500, 100], [county(400, 1), county(200, 2)])).toMatchObject({
    code: 'BEYOND_CONTENT_ITEM_COST',
    detail: { number: 2, moneyFen: 200, costFen: 100 },
  });
});

test('the first item is number 1, and the last has the number of them all', () => {
  const whyNotOf = (number: number) => whyNot([100, 100], [county(100, number), county(100)]);

  expect(whyNotOf(1)).toBeNull();
  expect(whyNotOf(2)).toBeNull();
  for (const number of [-1, 0, 3])
    expect(whyNotOf(number)).toMatchObject({
      code: 'CONTENT_ITEM_NOT_FOUND',
      rule: null,
      detail: { number },
    });
});

test('[FUND-1] money that keeps to its items must still be the whole cost, to the fen', () => {
  for (const rest of [99, 101])
    expect(whyNot([500, 100], [county(500, 1), county(rest)])).toMatchObject({
      code: 'MONEY_DIFFERS_FROM_COST',
      rule: 'FUND-1',
      detail: { moneyFen: 500 + rest, costFen: 600, differenceFen: 1 },
    });
  expect(whyNot([500, 100], [county(500, 1), county(100)])).toBeNull();
});

describe('an earmark', () => {
  const piece = (code: ContentItem['code'], costFen: number): ContentItem => ({
    code,
    description: '内容',
    costFen,
    buildingIds: [],
  });
  const pipes = [piece('WATER_SUPPLY', 300), piece('DRAINAGE', 200), piece('ROADS', 500)];
  const whyNotOf = (lines: readonly NewFundingLine[], contents = pipes) =>
    wrongMoney(lines, { contents, costFen: contents.reduce((sofar, { costFen }) => sofar + costFen, 0) });
  const earmarked = (line: NewFundingLine, ...contentCodes: ContentItem['code'][]) => ({
    ...line,
    contentCodes,
  });

  test('[FUND-8] what is for some kinds of work alone comes to their cost at most, and not to a fen more', () => {
    const lines = (amountFen: number) => [
      earmarked(county(amountFen), 'WATER_SUPPLY', 'DRAINAGE'),
      county(1_000 - amountFen),
    ];
    expect(whyNotOf(lines(500))).toBeNull();
    expect(whyNotOf(lines(501))).toEqual({
      code: 'BEYOND_EARMARKED_COST',
      rule: 'FUND-8',
      retryable: false,
      detail: { allowed: 'WATER_SUPPLY, DRAINAGE', moneyFen: 501, costFen: 500, beyondFen: 1 },
    });
  });

  test('[FUND-8] what names a piece or a narrower earmark counts in the wider one', () => {
    const wide = earmarked(county(300), 'WATER_SUPPLY', 'DRAINAGE');
    expect(whyNotOf([wide, county(200, 2), county(500)])).toBeNull();
    expect(whyNotOf([wide, county(200, 2), earmarked(county(1), 'WATER_SUPPLY'), county(499)])).toMatchObject(
      {
        code: 'BEYOND_EARMARKED_COST',
        detail: { moneyFen: 501 },
      },
    );
    expect(whyNotOf([wide, earmarked(county(500), 'ROADS'), county(200, 2)])).toBeNull();
  });

  test('[FUND-8] earmarks that overlap come together to the cost of what they allow at most', () => {
    const lines = (bothFen: number) => [
      earmarked(county(400), 'WATER_SUPPLY', 'DRAINAGE'),
      earmarked(county(bothFen), 'DRAINAGE', 'ROADS'),
      county(1_100 - 400 - bothFen),
    ];
    const contents = [...pipes, piece('LIFT', 100)];
    expect(whyNotOf(lines(600), contents)).toBeNull();
    expect(whyNotOf(lines(601), contents)).toMatchObject({
      code: 'BEYOND_EARMARKED_COST',
      detail: { allowed: 'WATER_SUPPLY, DRAINAGE, ROADS', moneyFen: 1_001, costFen: 1_000, beyondFen: 1 },
    });
  });

  test('[FUND-8] what other money fills between several pieces is not there for a central grant', () => {
    const contents = [piece('DRAINAGE', 50), piece('ROOF_REPAIR', 50), piece('WALL_REPAIR', 100)];
    const grants = [policy('SUPERIOR_SPECIAL_SUBSIDY', 50), policy('CENTRAL_BUDGET_INVESTMENT', 50)];
    const both = ['DRAINAGE', 'ROOF_REPAIR'] as const;
    const toBoth = (fen: number) => earmarked(county(fen), ...both);
    // 50 of one of the two remain, and the wall is the other grant's.
    expect(whyNotOf([...grants, toBoth(50), county(50)], contents)).toBeNull();
    expect(whyNotOf([...grants, toBoth(51), county(49)], contents)).toMatchObject(grantsMeet);
    expect(whyNotOf([...grants, toBoth(100)], contents)).toMatchObject(grantsMeet);

    const bond = (fen: number) => earmarked(policy('LOCAL_GOV_BOND', fen), ...both.toReversed());
    expect(whyNotOf([...grants, toBoth(60), bond(40)], contents)).toMatchObject(grantsMeet);
    expect(whyNotOf([...grants, toBoth(30), bond(20), county(50)], contents)).toBeNull();

    const twoDrains = [piece('DRAINAGE', 50), { ...piece('DRAINAGE', 50), description: '另一处' }];
    const drains = (fen: number) => earmarked(county(fen), 'DRAINAGE');
    const withWall = [...twoDrains, piece('WALL_REPAIR', 100)];
    expect(whyNotOf([...grants, drains(100)], withWall)).toMatchObject(grantsMeet);
    expect(whyNotOf([...grants, drains(50), county(50)], withWall)).toBeNull();
  });

  test('[FUND-8] goods and owners’ money have earmarks of the same kind, and one for nothing in the project pays for nothing', () => {
    const goods = { kind: 'FORMER_EMPLOYER', instrument: 'IN_KIND', amountFen: 1, synthetic: false } as const;
    const owners = {
      kind: 'RESIDENT',
      instrument: 'MAINTENANCE_FUND',
      amountFen: 1,
      synthetic: false,
    } as const;
    for (const line of [goods, owners]) {
      expect(whyNotOf([earmarked(line, 'ROADS'), county(999)])).toBeNull();
      expect(whyNotOf([earmarked(line, 'LIFT'), county(999)])).toMatchObject({
        code: 'BEYOND_EARMARKED_COST',
        detail: { allowed: 'LIFT', moneyFen: 1, costFen: 0 },
      });
    }
  });

  test('[FUND-8] two central grants that can pay for the same piece alone are two for that piece', () => {
    const one = earmarked(policy('SUPERIOR_SPECIAL_SUBSIDY', 250), 'ROADS', 'LIFT');
    const other = policy('CENTRAL_BUDGET_INVESTMENT', 250, 3);
    expect(whyNotOf([one, other, county(500)])).toMatchObject({ ...secondGrant, detail: { numbers: '3' } });
    const twoPieces = [piece('ROADS', 250), { ...piece('ROADS', 250), description: '另一处' }];
    expect(whyNotOf([one, policy('CENTRAL_BUDGET_INVESTMENT', 250, 2)], twoPieces)).toBeNull();
  });

  test('[FUND-8] a line names no piece that its own earmark does not allow, and an empty earmark is none', () => {
    expect(whyNotOf([earmarked(county(200, 2), 'ROADS'), county(800)])).toMatchObject({
      code: 'CONTENT_ITEM_NOT_IN_EARMARK',
      rule: 'FUND-8',
      detail: { number: 2, contentCode: 'DRAINAGE', allowed: 'ROADS' },
    });
    expect(whyNotOf([earmarked(county(200, 2), 'ROADS', 'DRAINAGE'), county(800)])).toBeNull();
    expect(whyNotOf([earmarked(county(1_000))])).toBeNull();
  });

  test('[FUND-8] a line may pay for its piece, its earmark, or all that the project consists of', () => {
    expect(allowedCodes(earmarked(county(1, 2), 'DRAINAGE', 'ROADS'), pipes)).toEqual(['DRAINAGE']);
    expect(allowedCodes(earmarked(county(1), 'ROADS', 'ROADS'), pipes)).toEqual(['ROADS']);
    expect(allowedCodes({ ...county(1), contentCodes: null }, [...pipes, ...pipes])).toEqual([
      'WATER_SUPPLY',
      'DRAINAGE',
      'ROADS',
    ]);
  });
});

describe("the owners' fund", () => {
  const piece = (code: ContentItem['code'], costFen: number): ContentItem => ({
    code,
    description: code,
    costFen,
    buildingIds: [],
  });
  const contents = [piece('ROOF_REPAIR', 600), piece('CANTEEN', 400)];
  const fund = (amountFen: number, earmark: Partial<NewFundingLine> = {}): NewFundingLine => ({
    kind: 'RESIDENT',
    instrument: 'MAINTENANCE_FUND',
    amountFen,
    synthetic: false,
    ...earmark,
  });
  const whyNotOf = (lines: readonly NewFundingLine[], works = contents) =>
    wrongMoney(lines, { contents: works, costFen: works.reduce((sofar, { costFen }) => sofar + costFen, 0) });
  const notShared = { code: 'NOT_ON_SHARED_PARTS', rule: 'MF-1', detail: { contentCode: 'CANTEEN' } };

  test.each([
    ['its piece', { contentItemNumber: 2 }],
    ['its earmark', { contentCodes: ['CANTEEN'] }],
    ['a part of its earmark', { contentCodes: ['ROOF_REPAIR', 'CANTEEN'] }],
  ] as const)('[MF-1] is not planned for a canteen by %s', (_, earmark) => {
    expect(whyNotOf([fund(400, earmark), county(600)])).toMatchObject(notShared);
  });

  test('[MF-1] is not planned for a project of nothing else, and is for the roof of one that has one', () => {
    expect(whyNotOf([fund(400)], [piece('CANTEEN', 400)])).toMatchObject(notShared);
    expect(whyNotOf([fund(600, { contentItemNumber: 1 }), county(400)])).toBeNull();
    expect(whyNotOf([fund(600, { contentCodes: ['ROOF_REPAIR'] }), county(400)])).toBeNull();
    expect(allowedCodes(fund(600), contents)).toEqual(['ROOF_REPAIR']);
  });

  test('[MF-1, FUND-8] comes to no more than the works on shared parts cost, also where it names none', () => {
    expect(whyNotOf([fund(600), county(400)])).toBeNull();
    expect(whyNotOf([fund(601), county(399)])).toMatchObject({
      code: 'BEYOND_EARMARKED_COST',
      rule: 'FUND-8',
      detail: { allowed: 'ROOF_REPAIR', moneyFen: 601, costFen: 600, beyondFen: 1 },
    });
  });

  test('[MF-1] a canteen is paid by other money of residents and by the county', () => {
    const cash: NewFundingLine = { ...fund(400, { contentItemNumber: 2 }), instrument: 'DIRECT_CASH' };
    expect(whyNotOf([cash, fund(600)])).toBeNull();
  });
});
