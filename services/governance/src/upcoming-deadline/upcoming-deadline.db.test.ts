import { testDatabase } from '@anju/runtime/testing/test-database';
import type { Instant } from '@anju/values/time';
import {
  afterwards,
  ask,
  closesAt,
  meetingWith,
  notice,
  opensAt,
  other,
  whileOpen,
  withdraw,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { annul } from '../owners-decision/annul-decision.builder';
import { postedDecision, raise } from '../objection/objection.builder';
import { close, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

async function seen(fields: string, now: Instant, code = '140502') {
  const { data, errors } = await ask(
    database(),
    `query ($code: ID!) { division(code: $code) { ${fields} } }`,
    { code },
    { now },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.division;
}

describe('the open votes of a county', () => {
  const open = async (now: Instant, code?: string) =>
    (await seen('openQuestions { nodes { id } }', now, code)).openQuestions.nodes.map(({ id }: any) => id);

  test('[GOV-MEET-3] are those on which owners may vote now, in its city too and in no other place', async () => {
    const { zone, roof } = await zoneAndRoof(database());
    expect(await open(notice)).toEqual([]);
    for (const now of [opensAt, whileOpen]) expect(await open(now)).toEqual([zone, roof]);
    for (const code of ['140500', '140000']) expect(await open(whileOpen, code)).toEqual([zone, roof]);
    for (const code of ['341181', '140521']) expect(await open(whileOpen, code)).toEqual([]);
    expect(await open(closesAt)).toEqual([]);
  });

  test('are none of a meeting that was withdrawn', async () => {
    const { meetingId } = await zoneAndRoof(database());
    await withdraw(database(), meetingId);
    expect(await open(whileOpen)).toEqual([]);
  });

  test('[GOV-VOTE-14] come page by page, each with its tally and what is missing, in as many statements as one', async () => {
    const { zone, roof, meetingId } = await zoneAndRoof(database());
    await cast(database(), 'A', meetingId, { [zone]: 'YES' });
    const fields =
      '{ nodes { id turnout { yes { heads } } missing { heads } } pageInfo { hasNextPage endCursor } }';
    const page = async (args: string) => {
      const before = database().statements();
      const { openQuestions } = await seen(`openQuestions(${args}) ${fields}`, whileOpen);
      return { ...openQuestions, statements: database().statements() - before };
    };
    const first = await page('first: 1');
    expect(first).toMatchObject({
      nodes: [{ id: zone, turnout: { yes: { heads: 1 } }, missing: { heads: 4 } }],
      pageInfo: { hasNextPage: true },
    });
    expect(await page(`first: 1, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
      nodes: [{ id: roof, turnout: { yes: { heads: 0 } } }],
      pageInfo: { hasNextPage: false },
    });
    expect((await page('first: 2')).statements).toBe(first.statements);
  });
});

describe('[OVR-3] what is due in a county', () => {
  const fields = `upcomingDeadlines { nodes { name rule dueAt state community { id } question { id } decision { id } committee { id } } }`;
  const due = async (now: Instant, code?: string) =>
    (await seen(fields, now, code)).upcomingDeadlines.nodes as any[];
  const names = async (now: Instant, code?: string) => (await due(now, code)).map(({ name }) => name);

  test('is an end of voting, then a posting, an objection window and an answer, each while it waits', async () => {
    const { zone } = await zoneAndRoof(database());
    expect(await due(whileOpen)).toMatchObject([
      {
        name: 'voting-end',
        rule: 'GOV-MEET-3',
        dueAt: closesAt,
        state: 'GREEN',
        community: { id: 'com_1' },
        question: { id: zone },
        decision: null,
      },
      { name: 'voting-end' },
    ]);
    expect(await names(whileOpen, '341181')).toEqual([]);

    const { decision } = await close(database(), zone);
    expect((await due(afterwards)).find(({ name }) => name === 'decision-posting')).toMatchObject({
      question: null,
      decision: { id: decision.id },
      rule: 'GOV-MEET-6',
    });
  });

  test('[GOV-VOTE-12] is an objection window and the answer to an objection, and no window of what was annulled', async () => {
    const id = await postedDecision(database());
    const now = '2022-09-24T02:00:00.000Z';
    expect(await raise(database(), 'A', id, { now })).toMatchObject({ __typename: 'Objection' });
    expect(await due(now)).toMatchObject([
      { name: 'objection-window', rule: 'GOV-VOTE-12', decision: { id }, question: null, committee: null },
      { name: 'objection-answer', rule: 'GOV-VOTE-12', decision: { id } },
    ]);
    await annul(database(), id);
    expect(await names('2022-10-20T02:00:00.000Z')).not.toContain('objection-window');
  });

  test('what is overdue stands in front, and a page goes on behind the other', async () => {
    const { zone } = await zoneAndRoof(database());
    await close(database(), zone);
    const all = await due('2022-08-30T00:00:00.000Z');
    expect(all[0]).toMatchObject({ state: 'RED' });
    const page = async (args: string) =>
      (
        await seen(
          `upcomingDeadlines(${args}) { nodes { name dueAt } pageInfo { hasNextPage endCursor } }`,
          afterwards,
        )
      ).upcomingDeadlines;
    const first = await page('first: 1');
    const rest = await page(`after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...rest.nodes].map(({ dueAt }: any) => dueAt)).toEqual(
      all.map(({ dueAt }) => dueAt),
    );
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test('takes as many statements for three votes as for one', async () => {
    await putCommunity(database());
    await meetingWith(database(), [other()]);
    const statementsFor = async () => {
      const before = database().statements();
      await due(whileOpen);
      return database().statements() - before;
    };
    const one = await statementsFor();
    await meetingWith(database(), [other({ title: '另一事项' }), other({ title: '又一事项' })]);
    expect(await statementsFor()).toBe(one);
  });
});
