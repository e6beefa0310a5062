import { setTimer } from '@anju/runtime/timers';
import { transaction } from '@anju/runtime/transaction';
import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { anybody, subdistrict } from '../callers.builder';
import { csvOfNumbers, householdSteps } from '../household-response/household-response.builder';
import { projectProposed } from '../neighbours.builder';
import { schema } from '../schema';
import { storage } from '../storage';
import { participation } from '../subscriptions';
import { figures, june16, june7, solicitationSteps } from './solicitation.builder';

const database = testDatabase(storage);
const { register, open, close } = solicitationSteps(database);
const { importCsv } = householdSteps(database);

const ask = async (source: string, { caller = anybody, now = june16 } = {}) => {
  const { data, errors } = await execute(schema, source, { db: database(), now, caller });
  return errors ? { errors } : data;
};
const entities = async (representations: readonly object[], fields: string, by = {}) => {
  const listed = representations.map((each) => JSON.stringify(each).replace(/"(\w+)":/g, '$1:'));
  return ask(`{ _entities(representations: [${listed.join()}]) { ${fields} } }`, by);
};
const county = { ...subdistrict, division: '140500' } as const;
const by = { caller: county };

/** A community asked and closed with so many consents of 100 answers. */
async function closedWith(communityId: `com_${string}`, consents: number, divisionCode = '140502' as const) {
  await register({ communityId, divisionCode });
  const { id } = await open(communityId, by);
  await importCsv(id, csvOfNumbers({ contacted: 130, answers: 100, consents, modes: 70 }), by);
  return close(id, by);
}

test('a community shows every asking of its households, in order and page by page', async () => {
  await closedWith('com_1', 66);
  await open('com_1', by);
  const page = (args: string) =>
    entities(
      [{ __typename: 'Community', id: 'com_1' }],
      `... on Community { solicitations(${args}) { nodes { round state } pageInfo { hasNextPage endCursor } } }`,
    );

  const first = await page('first: 1');
  expect(first).toMatchObject({
    _entities: [
      { solicitations: { nodes: [{ round: 1, state: 'GATE_MISSED' }], pageInfo: { hasNextPage: true } } },
    ],
  });
  const { endCursor } = first._entities[0].solicitations.pageInfo;
  expect(await page(`first: 1, after: "${endCursor}"`)).toMatchObject({
    _entities: [
      { solicitations: { nodes: [{ round: 2, state: 'OPEN' }], pageInfo: { hasNextPage: false } } },
    ],
  });
  expect(await page('first: 101')).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('[PART-3] a project of two communities shows how both were asked, in order', async () => {
  await closedWith('com_1', 70);
  await closedWith('com_2', 66);
  await closedWith('com_3', 70);
  const project = projectProposed({ communityIds: ['com_2', 'com_1'] });
  await deliver(database(), participation, [project], { now: june16 });

  expect(
    await entities(
      [{ __typename: 'RenovationProject', id: 'prj_1' }],
      '... on RenovationProject { id solicitations { nodes { state community { id } } } }',
    ),
  ).toEqual({
    _entities: [
      {
        id: 'prj_1',
        solicitations: {
          nodes: [
            { state: 'GATE_REACHED', community: { id: 'com_1' } },
            { state: 'GATE_MISSED', community: { id: 'com_2' } },
          ],
        },
      },
    ],
  });
});

test('[PART-3] a division counts the solicitations of all it covers, by outcome', async () => {
  await closedWith('com_1', 70);
  await closedWith('com_2', 66);
  await open('com_2', by);
  await register({ communityId: 'com_3', divisionCode: '140521' });
  await open('com_3', by);
  const counts = (...codes: string[]) =>
    entities(
      codes.map((code) => ({ __typename: 'Division', code })),
      '... on Division { solicitations { open gateReached gateMissed } }',
    );

  const county140502 = { open: 1, gateReached: 1, gateMissed: 1 };
  const none = { open: 0, gateReached: 0, gateMissed: 0 };
  expect(await counts('140500', '140502', '140521', '341181', 'nonsense')).toEqual({
    _entities: [{ ...county140502, open: 2 }, county140502, { ...none, open: 1 }, none, none].map(
      (solicitations) => ({ solicitations }),
    ),
  });
});

test('[OVR-3] a deadline that is set for a solicitation is shown with how urgent it is', async () => {
  await register();
  const { id: subject } = await open('com_1', by);
  const deadlines = (now = june16) =>
    ask(`{ solicitation(id: "${subject}") { deadlines { name met state } } }`, { now });
  expect(await deadlines()).toEqual({ solicitation: { deadlines: [] } });

  const dueAt = '2022-06-17T01:00:00.000Z' as const;
  await transaction(database(), (tx) =>
    setTimer(tx, { name: 'answers-in', subject, rule: null, startedAt: june7, dueAt }),
  );
  const shown = async (now: typeof june16) => (await deadlines(now)).solicitation.deadlines;
  expect(await shown('2022-06-14T01:00:00.000Z')).toEqual([
    { name: 'answers-in', met: false, state: 'GREEN' },
  ]);
  expect(await shown('2022-06-15T01:00:00.000Z')).toMatchObject([{ state: 'AMBER' }]);
  expect(await shown('2022-06-17T01:00:00.001Z')).toMatchObject([{ state: 'RED' }]);
});

test('a page of 50 communities, with all figures and households, takes as many statements as one of 2', async () => {
  const ids = Array.from({ length: 50 }, (_, i) => `com_${i}` as const);
  for (const communityId of ids) {
    await register({ communityId });
    const { id } = await open(communityId, by);
    await importCsv(id, csvOfNumbers({ contacted: 3, answers: 2, consents: 1 }), by);
  }
  const fields = `... on Community { id solicitations { nodes { ${figures} deadlines { name }
    responses(first: 2) { nodes { household answer { consents } } pageInfo { hasNextPage } } } } }
    ... on Division { solicitations { open } }`;
  const cost = async (communities: readonly string[]) => {
    const before = database().statements();
    const { _entities } = await entities(
      [
        ...communities.map((id) => ({ __typename: 'Community', id })),
        { __typename: 'Division', code: '140500' },
        { __typename: 'Division', code: '140502' },
      ],
      fields,
      by,
    );
    for (const { solicitations } of _entities.slice(0, communities.length)) {
      expect(solicitations.nodes).toMatchObject([
        { contacted: 3, responses: { pageInfo: { hasNextPage: true } } },
      ]);
    }
    return database().statements() - before;
  };
  expect(await cost(ids)).toBe(await cost(ids.slice(0, 2)));
}, 60_000);

test('a page of projects takes as many statements as one project', async () => {
  for (const i of [1, 2, 3, 4, 5, 6]) {
    await register({ communityId: `com_${i}` });
    await open(`com_${i}`, by);
    const project = projectProposed({ projectId: `prj_${i}`, communityIds: [`com_${i}`] });
    await deliver(database(), participation, [project], { now: june16 });
  }
  const cost = async (numbers: readonly number[]) => {
    const before = database().statements();
    const { _entities } = await entities(
      numbers.map((i) => ({ __typename: 'RenovationProject', id: `prj_${i}` })),
      `... on RenovationProject { solicitations { nodes { ${figures} } } }`,
    );
    for (const { solicitations } of _entities) expect(solicitations.nodes).toHaveLength(1);
    return database().statements() - before;
  };
  expect(await cost([1, 2, 3, 4, 5, 6])).toBe(await cost([1]));
});
