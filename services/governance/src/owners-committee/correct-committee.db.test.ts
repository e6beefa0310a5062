import { AuditTable } from '@anju/runtime/audit';
import type { Caller } from '@anju/runtime/caller';
import { aCaller } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { TimerTable } from '@anju/runtime/timer.table';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { bureauOf, monday } from '../community/community.builder';
import { askAs, committeeOf, ownerOf, registered, streetOf } from '../owners-roll/owners-roll.builder';
import { storage } from '../storage';
import { enterCommittee, five, inOffice } from './owners-committee.builder';
import { SupersededCommitteeTable } from './owners-committee.table';

const database = testDatabase(storage);

let communityId: string;
beforeEach(async () => {
  ({ communityId } = await registered(database()));
});

const ofTheFiling = { purpose: 'COMMITTEE_FILING', ground: 'STATUTORY_DUTY', rules: ['GOV-COM-4'] };

const enter = (differing: Record<string, unknown> = {}, by?: Parameters<typeof enterCommittee>[3]) =>
  enterCommittee(database(), communityId, differing, by);
const inOfficeAt = (now: Instant) => inOffice(database(), communityId, now);

const asFiled = {
  members: [...five.slice(0, 3), { name: '赵敏', role: 'MEMBER', document: '140502198001010007' }, five[4]],
  termFrom: '2021-06-01',
  termUntil: '2024-06-01',
  filingNumber: '城备〔2021〕71号',
  reason: ' 备案号、任期与一名委员误录 ',
};

async function correct(
  committeeId: string,
  differing: Record<string, unknown> = {},
  { caller = bureauOf('140502'), now = june9 }: { caller?: Caller; now?: Instant } = {},
) {
  const { data, errors } = await askAs(
    caller,
    database(),
    `mutation ($input: CorrectCommitteeInput!) { correctCommittee(input: $input) { __typename
       ... on Refusal { message rule } ... on OwnersCommitteeRefusal { code }
       ... on OwnersCommittee { id seats termFrom termUntil filingNumber synthetic members { role maskedName }
         deadlines { dueAt met }
         supersededEntries { seats termFrom termUntil filingNumber reason supersededAt members { role maskedName } } } } }`,
    { input: { idempotencyKey: uuidV7(), committeeId, ...asFiled, ...differing } },
    now,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.correctCommittee;
}
const june9: Instant = '2022-06-09T02:00:00.000Z';

test('[GOV-COM-12] the last committee alone is due for re-election, whichever was entered or put right last', async () => {
  const waiting = async () =>
    (await database().read.findBy(TimerTable, { state: 'WAITING' })).map(({ subject, dueAt, startedAt }) => ({
      subject,
      dueAt,
      startedAt,
    }));
  const { id } = await enter();
  const [ofIt] = await waiting();
  expect(ofIt).toEqual({ subject: id, dueAt: '2026-04-01T16:00:00.000Z', startedAt: monday });

  // That of 2016 to 2021, its years mistyped.
  const wrong = { termFrom: '2026-07-02', termUntil: '2031-07-02', filingNumber: '2016-3' };
  const { id: older } = await enter(wrong, { now: june9 });
  expect(await waiting()).toEqual([{ subject: older, dueAt: '2031-04-02T16:00:00.000Z', startedAt: june9 }]);

  const right = { ...wrong, termFrom: '2016-06-30', termUntil: '2021-06-30' };
  expect(await correct(older, right)).toMatchObject({ deadlines: [{ met: true }] });
  expect(await waiting()).toEqual([{ ...ofIt, startedAt: june9 }]);
  expect(await correct(older, wrong)).toMatchObject({ deadlines: [{ met: false }] });
  expect(await waiting()).toEqual([{ subject: older, dueAt: '2031-04-02T16:00:00.000Z', startedAt: june9 }]);

  // The one in office is entered when its successor is.
  await correct(id, { termFrom: '2015-06-30', termUntil: '2020-06-30' });
  await enter({ filingNumber: '2021-4' }, { now: june9 });
  expect((await waiting()).map(({ subject }) => subject)).toEqual([older]);
});

test('[GOV-COM-12] a deadline that stays as it is keeps its beginning when the entry is put right', async () => {
  const { id } = await enter();
  await correct(id, { termFrom: '2021-07-01', termUntil: '2026-07-01' });
  expect(await database().read.findBy(TimerTable, { subject: id })).toMatchObject([
    { state: 'WAITING', startedAt: monday },
  ]);
});

test('[GOV-COM-1, GOV-COM-12, OVR-2] the county puts its own entry right; the old one is kept, and others are told the whole', async () => {
  const { id, members } = await enter();
  const told = (await factsIn(database())).length;

  const corrected = await correct(id);
  expect(corrected).toMatchObject({
    id,
    seats: 5,
    termFrom: '2021-06-01',
    termUntil: '2024-06-01',
    filingNumber: '城备〔2021〕71号',
    synthetic: true,
    // The end of 1 March in China, and no second deadline.
    deadlines: [{ dueAt: '2024-03-01T16:00:00.000Z', met: false }],
    supersededEntries: [
      {
        seats: 5,
        termFrom: '2021-07-01',
        termUntil: '2026-07-01',
        filingNumber: '城备〔2021〕17号',
        reason: '备案号、任期与一名委员误录',
        supersededAt: june9,
        members,
      },
    ],
  });
  expect(corrected.members.map(({ maskedName }: any) => maskedName)).toEqual([
    '欧***',
    '李**',
    '王*',
    '张*',
    '赵*',
  ]);
  expect((await factsIn(database())).slice(told)).toEqual([
    {
      type: 'governance.committee-corrected.v1',
      data: {
        committeeId: id,
        communityId,
        seats: 5,
        termFrom: '2021-06-01',
        termUntil: '2024-06-01',
        filingNumber: '城备〔2021〕71号',
        synthetic: true,
      },
    },
  ]);
  expect(await database().read.findBy(AuditTable, { action: 'correctCommittee' })).toMatchObject([
    {
      subject: id,
      actor: 'bureau-140502',
      detail: { reason: '备案号、任期与一名委员误录', legalBasis: ofTheFiling },
    },
  ]);
  expect(JSON.stringify(await database().read.find(SupersededCommitteeTable))).not.toMatch(
    /李卫东|1405021970/,
  );

  // The last moment of the term that is right, and the days that the wrong one had.
  expect(await inOfficeAt('2024-06-01T15:59:59.999Z')).toMatchObject({ id });
  expect(await inOfficeAt('2024-06-01T16:00:00.000Z')).toBeNull();
  const next = { termFrom: '2024-06-02', termUntil: '2029-06-02', filingNumber: '2024-3' };
  expect(await enter(next)).toMatchObject({ __typename: 'OwnersCommittee' });
});

test('[GOV-COM-1] an entry may be put right to a term that is over, so that the committee in office can be entered', async () => {
  const { id } = await enter();
  const over = { termFrom: '2017-06-05', termUntil: '2022-06-05' };
  expect(await correct(id, over)).toMatchObject({ id, ...over });
  expect(await enter({ termFrom: '2022-06-06', termUntil: '2027-06-06' })).toMatchObject({
    canActToday: true,
  });
  // With the next one entered, its own term is not to be reached over, and its re-election is done.
  expect(await correct(id, { ...over, termUntil: '2022-06-06', termFrom: '2017-06-06' })).toMatchObject({
    code: 'TERM_TAKEN',
    rule: 'GOV-COM-1',
  });
  expect(await correct(id, { termFrom: '2017-06-04', termUntil: '2022-06-04' })).toMatchObject({
    deadlines: [{ met: true }],
    supersededEntries: [{ termUntil: '2026-07-01' }, { termUntil: '2022-06-05' }],
  });
});

test('[GOV-COM-1] the same correction again is one, and two at once are two in their order', async () => {
  const { id } = await enter();
  const idempotencyKey = uuidV7();
  const first = await correct(id, { idempotencyKey });
  expect(await correct(id, { idempotencyKey })).toEqual(first);
  expect(await correct(id, { idempotencyKey, reason: '其他' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  asOnTwoNodes(database(), 'community');
  await Promise.all([correct(id, { filingNumber: '1' }), correct(id, { filingNumber: '2' })]);
  expect(await database().read.find(SupersededCommitteeTable, { order: { number: 'ASC' } })).toMatchObject([
    { number: 1, filingNumber: '城备〔2021〕17号' },
    { number: 2, filingNumber: '城备〔2021〕71号' },
    { number: 3 },
  ]);
});

test('[PRIV-2] who was entered by mistake is shown to the county and the city alone; all others see the rest', async () => {
  const { id } = await enter();
  await correct(id);
  const seenBy = async (caller: Caller, fields: string) => {
    const source = `{ ownersCommittee(id: "${id}") { supersededEntries { ${fields} } } }`;
    const { data, errors } = await askAs(caller, database(), source);
    return errors ? errors[0].extensions.code : data.ownersCommittee.supersededEntries[0];
  };
  const members = 'members { maskedName }';
  const city = aCaller({ roles: new Set(['CITY_BUREAU']), division: '140500' });
  for (const caller of [bureauOf('140502'), city])
    expect((await seenBy(caller, members)).members).toContainEqual({ maskedName: '刘*' });
  for (const caller of [bureauOf('140525'), aCaller({ roles: new Set(['CITY_BUREAU']), division: '341100' })])
    expect(await seenBy(caller, `seats ${members}`)).toEqual({ seats: 5, members: null });
  for (const caller of [aCaller(), committeeOf(communityId), ownerOf(communityId)]) {
    expect(await seenBy(caller, members)).toBe('FORBIDDEN');
    expect(await seenBy(caller, 'seats termFrom termUntil filingNumber')).toEqual({
      seats: 5,
      termFrom: '2021-07-01',
      termUntil: '2026-07-01',
      filingNumber: '城备〔2021〕17号',
    });
  }
});

test('[GOV-COM-1] a correction to what is on file already is refused, and leaves nothing', async () => {
  const { id } = await enter();
  await correct(id);
  const told = (await factsIn(database())).length;
  expect(await correct(id, { reason: '其他' })).toMatchObject({ code: 'ENTRY_UNCHANGED' });
  expect(await database().read.count(SupersededCommitteeTable)).toBe(1);
  expect(await factsIn(database())).toHaveLength(told);
  // A document is no less of the entry for being sealed.
  const members = [...asFiled.members.slice(0, 4), { ...five[4], document: '140502198001010008' }];
  expect(await correct(id, { members })).toMatchObject({ id });
});

test.each<[string, Record<string, unknown>, string]>([
  ['no reason', { reason: ' ' }, 'REASON_INVALID'],
  ['a reason of 501 characters', { reason: '误'.repeat(501) }, 'REASON_INVALID'],
  ['no such committee', { committeeId: 'oc_none' }, 'COMMITTEE_NOT_FOUND'],
  ['an id of something else', { committeeId: '业委会' }, 'COMMITTEE_NOT_FOUND'],
  ['six seats', { members: [...five, { name: '赵六', role: 'MEMBER' }] }, 'SEATS_NOT_ODD'],
  ['a term of five years and a day', { termUntil: '2026-06-02' }, 'TERM_TOO_LONG'],
  ['a member of no name', { members: [...five.slice(1), { name: ' ', role: 'MEMBER' }] }, 'MEMBER_INVALID'],
  ['no filing number', { filingNumber: '' }, 'FILING_NUMBER_INVALID'],
])(
  '[GOV-COM-1] a correction is held to what an entry is held to, and leaves nothing: %s',
  async (_, wrong, code) => {
    const { id } = await enter();
    const told = (await factsIn(database())).length;
    expect(await correct(id, wrong)).toMatchObject({ code });
    expect(await database().read.count(SupersededCommitteeTable)).toBe(0);
    expect(await factsIn(database())).toHaveLength(told);
    expect(await correct(id, { reason: '𠮷'.repeat(500) })).toMatchObject({ id });
  },
);

test('[REG-10] a committee is put right by its own county, and by nobody else', async () => {
  const { id } = await enter();
  expect(await correct(id, {}, { caller: bureauOf('140525') })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  for (const caller of [streetOf(), committeeOf(communityId), ownerOf(communityId)])
    await expect(correct(id, {}, { caller })).rejects.toThrow('FORBIDDEN');
  expect(await database().read.count(SupersededCommitteeTable)).toBe(0);
});

test('[PRIV-1] on what ground members are on file is stored with each, and with what they replace', async () => {
  const { id } = await enter();
  await correct(id);
  const { data } = await askAs(
    bureauOf('140502'),
    database(),
    `{ ownersCommittee(id: "${id}") { members { legalBasis { purpose ground rules } }
       supersededEntries { members { legalBasis { purpose ground rules } } } } }`,
  );
  const { members, supersededEntries } = data.ownersCommittee;
  for (const each of [...members, ...supersededEntries[0].members])
    expect(each).toEqual({ legalBasis: ofTheFiling });
  expect([members.length, supersededEntries[0].members.length]).toEqual([5, 5]);
});
