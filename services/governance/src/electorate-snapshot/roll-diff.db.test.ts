import { communityC } from '@anju/rulebook/electorate.builder';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { aCaller } from '@anju/runtime/testing/execute';
import { storage } from '../storage';
import {
  ask,
  closesAt,
  committee,
  convene,
  elsewhere,
  opensAt,
  other,
  owner,
  repairRoof,
  residents,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { ExclusiveUnitTable } from '../exclusive-unit/exclusive-unit.table';

const database = testDatabase(storage);

let asked = 0;
/** None is asked twice at a time. */
const anything = () => other({ title: `其他重大事项 ${++asked}` });
const snapshotOf = async (questions: readonly object[] = [anything()]) => {
  const meeting = await convene(database(), { questions });
  return meeting.questions.map((question: any) => question.electorate.id) as string[];
};
const change = (unitId: string, differing: object) =>
  transaction(database(), (tx) => tx.update(ExclusiveUnitTable, { id: unitId as never }, differing));

const diff = async (from: string, to: string, { caller = street, page = '' } = {}) => {
  const { data, errors } = await ask(
    database(),
    `query ($from: ID!, $to: ID!) { rollDiff(from: $from, to: $to) {
       from { heads areaDm2 } to { heads areaDm2 }
       unitsCame unitsWent unitsChangedHands unitsChangedArea headsCame headsWent
       changes${page} { nodes { unitId label areaBeforeDm2 areaAfterDm2 changedHands } pageInfo { hasNextPage endCursor } } } }`,
    { from, to },
    { caller },
  );
  return errors ? errors[0]!.extensions!['code'] : (data as any).rollDiff;
};

/** E's home goes, D's is measured anew, C sells to A, and a tenth home comes. */
async function twoVotes() {
  await putCommunity(database(), {
    roll: [
      ...communityC,
      { ...communityC[8]!, unitId: 'unt_zz', label: '3-1-10', headKey: 'Z', ownerIds: ['own_Z'] },
    ],
  });
  await change('unt_zz', { struckAt: '2022-01-01T00:00:00.000Z' });
  const [from] = await snapshotOf();
  await change('unt_zz', { struckAt: null });
  await change('unt_6', { struckAt: '2022-06-20T00:00:00.000Z' });
  await change('unt_5', { areaDm2: 7_150 });
  await change('unt_4', { headKey: 'A', ownerIds: ['own_A'] });
  const [to] = await snapshotOf();
  return { from: from!, to: to! };
}

test('[REG-7] says who came, went, and changed hands or area since an earlier vote', async () => {
  const { from, to } = await twoVotes();
  expect(await diff(from, to)).toEqual({
    from: { heads: 7, areaDm2: 70_000 },
    to: { heads: 6, areaDm2: 78_150 },
    unitsCame: 1,
    unitsWent: 1,
    unitsChangedHands: 1,
    unitsChangedArea: 1,
    // Z came; C, who sold the only home, and E went.
    headsCame: 1,
    headsWent: 2,
    changes: {
      nodes: [
        { unitId: 'unt_4', label: '1-1-4', areaBeforeDm2: 6_000, areaAfterDm2: 6_000, changedHands: true },
        { unitId: 'unt_5', label: '2-1-5', areaBeforeDm2: 7_000, areaAfterDm2: 7_150, changedHands: false },
        { unitId: 'unt_6', label: '2-1-6', areaBeforeDm2: 7_000, areaAfterDm2: null, changedHands: false },
        { unitId: 'unt_zz', label: '3-1-10', areaBeforeDm2: null, areaAfterDm2: 15_000, changedHands: false },
      ],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    },
  });
  // The other way round who came went.
  expect(await diff(to, from)).toMatchObject({ unitsCame: 1, unitsWent: 1, headsCame: 2, headsWent: 1 });
  expect(await diff(to, to)).toMatchObject({
    unitsCame: 0,
    unitsChangedArea: 0,
    headsWent: 0,
    changes: { nodes: [] },
  });
});

test('[REG-7] its pages follow each other, and none shifts', async () => {
  const { from, to } = await twoVotes();
  const first = await diff(from, to, { page: '(first: 3)' });
  expect(first.changes.nodes).toHaveLength(3);
  expect(first.changes.pageInfo.hasNextPage).toBe(true);
  const rest = await diff(from, to, { page: `(first: 3, after: "${first.changes.pageInfo.endCursor}")` });
  expect(rest.changes.nodes.map(({ unitId }: any) => unitId)).toEqual(['unt_zz']);
});

test('[REG-7] as two votes on the same buildings had it: 403 heads and 66,783.97 m², then 401 and 66,067.85 m²', async () => {
  // Two homes that went, of 716.12 m² together, are the least that tells the one from the other.
  const areas = [...Array.from({ length: 400 }, () => 16_400), 46_785, 35_806, 35_806];
  const roll = areas.map((areaDm2, i) => ({
    ...communityC[0]!,
    unitId: `unt_${1_000 + i}` as const,
    label: `1-1-${1_000 + i}`,
    areaDm2,
    headKey: `${i}`,
    ownerIds: [`own_${i}` as const],
  }));
  await putCommunity(database(), { roll });
  const [from] = await snapshotOf();
  for (const i of [401, 402]) await change(`unt_${1_000 + i}`, { struckAt: '2022-06-20T00:00:00.000Z' });
  const [to] = await snapshotOf();
  expect(await diff(from!, to!)).toMatchObject({
    from: { heads: 403, areaDm2: 6_678_397 },
    to: { heads: 401, areaDm2: 6_606_785 },
    unitsCame: 0,
    unitsWent: 2,
    headsCame: 0,
    headsWent: 2,
  });
});

describe('is absent', () => {
  test('for an electorate that is not there, and for another scope', async () => {
    await putCommunity(database());
    const [zone, roof] = await snapshotOf([other(), repairRoof()]);
    expect(await diff(zone!, 'snp_none')).toBeNull();
    expect(await diff('', zone!)).toBeNull();
    expect(await diff(zone!, roof!)).toBeNull();
    expect(await diff(roof!, roof!)).toMatchObject({ unitsCame: 0 });
  });

  test('for another community', async () => {
    await putCommunity(database());
    await putCommunity(database(), { id: 'com_2' });
    const [first] = await snapshotOf();
    const meeting = await convene(
      database(),
      { communityId: 'com_2', questions: [other()], opensAt, closesAt },
      { caller: committee('2') },
    );
    const second = meeting.questions[0].electorate.id;
    expect(await diff(first!, second)).toBeNull();
  });

  test('[PRIV-1] for who does not keep this roll', async () => {
    await putCommunity(database());
    const [snapshot] = await snapshotOf();
    for (const caller of [elsewhere.committee, elsewhere.street])
      expect(await diff(snapshot!, snapshot!, { caller })).toBeNull();
    for (const caller of [
      owner('A'),
      residents,
      elsewhere.residents,
      aCaller({ roles: new Set(['FINANCE']) }),
    ])
      expect(await diff(snapshot!, snapshot!, { caller })).toBe('FORBIDDEN');
    expect(await diff(snapshot!, snapshot!, { caller: committee() })).toMatchObject({ unitsCame: 0 });
  });
});
