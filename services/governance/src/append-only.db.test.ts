import { messagingTables } from '@anju/runtime/messaging.tables';
import { engine, testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import {
  acceptContents,
  ask,
  committee,
  meetingWith,
  whileOpen,
  withKey,
} from './assembly-meeting/assembly-meeting.builder';
import { cast, designate, enterPaper, ratify, voidPaper } from './ballot/ballot.builder';
import { insertCommunityStrike } from './community/community-strike.table';
import { insertStrike } from './exclusive-unit/unit-strike.table';
import { handIn, setAside } from './handed-in-form/handed-in-form.builder';
import { answer, raise } from './objection/objection.builder';
import { SupersededCommitteeTable } from './owners-committee/owners-committee.table';
import { annul, withdrawAnnulment } from './owners-decision/annul-decision.builder';
import { post, withdrawPosting } from './owners-decision/post-decision.builder';
import { giveProxy, recall } from './proxy/proxy.builder';
import { close } from './question/vote.builder';
import { enterRules, voidRules } from './rules-of-procedure/rules-of-procedure.builder';
import { sell, voidProof } from './title-proof/title-proof.builder';
import { putCommunity, putOwner } from './assembly-meeting/roll.builder';
import { storage } from './storage';

const database = testDatabase(storage);
const run = (sql: string) => transaction(database(), (tx) => tx.query(sql));
const all = (table: string) => database().read.query(`SELECT * FROM ${table}`);

const columnsOf = (table: string): string[] => {
  const { options } = [...messagingTables, ...storage.tables].find((each) => each.options.name === table)!;
  return Object.keys(options.columns);
};

/** Something in every table: a whole vote with a proxy, a couple's choice, an objection and its answer. */
async function decideAndObject() {
  const db = database();
  await putCommunity(db);
  await voidRules(db, (await enterRules(db)).id);
  const { meetingId, questionIds } = await meetingWith(db, [acceptContents()]);
  const deliveries = [{ ownerId: 'own_A', way: 'HAND', deliveredOn: '2022-06-20' }];
  const source = `mutation ($input: RecordDeliveriesInput!) { recordDeliveries(input: $input) { __typename } }`;
  await ask(db, source, { input: withKey({ meetingId, deliveries }) }, { caller: committee() });
  const proxy = await giveProxy(db, 'E', meetingId, questionIds);
  await enterPaper(db, 'E', meetingId, { [questionIds[0]!]: ['YES'] }, { agentProxyId: proxy.id });
  await recall(db, proxy.id, {}, { because: 'RESIGNED', endedAt: whileOpen });
  const agentWithoutProxy = { agentName: '王小明' };
  const kept = await enterPaper(db, 'D', meetingId, { [questionIds[0]!]: ['YES'] }, { agentWithoutProxy });
  await ratify(db, 'D', meetingId, kept.formNumber, questionIds);
  const mistaken = await enterPaper(db, 'G', meetingId, { [questionIds[0]!]: ['NO'] });
  await voidPaper(db, meetingId, mistaken.formNumber);
  await designate(db, meetingId, 'B', 'Bb');
  await transaction(db, (tx) =>
    insertCommunityStrike(tx, {
      communityId: 'com_9',
      number: 1,
      reason: '误录',
      struckAt: whileOpen,
    }),
  );
  await transaction(db, (tx) =>
    insertStrike(tx, {
      unitId: 'unt_9',
      number: 1,
      kind: 'STRUCK',
      reason: '误录',
      paperNumber: '核 1',
      paperSha256: 'ab'.repeat(32),
      at: whileOpen,
    }),
  );
  await transaction(db, (tx) =>
    tx.insert(SupersededCommitteeTable, {
      committeeId: 'oc_9',
      number: 1,
      seats: 5,
      termFrom: '2021-07-01',
      termUntil: '2026-07-01',
      filingNumber: '2021-17',
      members: [],
      reason: '误录',
      supersededAt: whileOpen,
    }),
  );
  await putOwner(db, 'X');
  const sold = await sell(db, 'X', meetingId, ['unt_6']);
  await voidProof(db, sold.id);
  for (const letter of 'ABCDG') await cast(db, letter, meetingId, { [questionIds[0]!]: 'YES' });
  await handIn(db, meetingId, ['H-1']);
  await setAside(db, meetingId, 'H-1');
  const { decision } = await close(db, questionIds[0]!);
  await post(db, decision.id);
  await withdrawPosting(db, decision.id);
  await post(db, decision.id);
  const { turnout } = decision.record;
  const hung = { ...turnout, yes: { ...turnout.yes, heads: 0 } };
  const notice = { paperNumber: '更正 1', paperSha256: 'cd'.repeat(32) };
  const again = await post(db, decision.id, {
    correction: { hung, figures: turnout, reason: '误写', ...notice },
  });
  expect(again).toMatchObject({ __typename: 'OwnersDecision' });
  const { id } = await raise(db, 'D', decision.id);
  expect(await answer(db, id)).toMatchObject({ __typename: 'Objection' });
  await annul(db, decision.id);
  expect(await withdrawAnnulment(db, decision.id)).toMatchObject({ __typename: 'OwnersDecision' });
}

test('[GOV-VOTE-13, GOV-VOTE-9, GOV-MEET-3, GOV-MEET-4, REG-4, REG-7, OVR-2] what owners were asked, said and decided is neither changed, deleted nor replaced', async () => {
  await decideAndObject();
  const written: [string, readonly string[]][] = [
    ...[...storage.appendOnly, 'audit_entry'].map((table): [string, string[]] => [table, columnsOf(table)]),
    ...Object.entries(storage.writtenOnce!),
    ['outbox', columnsOf('outbox').filter((column) => column !== 'publishedAt')],
  ];

  for (const [table, columns] of written) {
    const before = await all(table);
    expect([table, before.length]).not.toEqual([table, 0]);
    const over = columns.map((column) => `\`${column}\` = '77'`);
    const key = columns[0];
    for (const sql of [
      ...over.map((set) => `UPDATE ${table} SET ${set}`),
      `DELETE FROM ${table}`,
      `REPLACE INTO ${table} SELECT * FROM ${table}`,
      engine === 'sqlite'
        ? `INSERT INTO ${table} SELECT * FROM ${table} WHERE true ON CONFLICT DO UPDATE SET \`${key}\` = '77'`
        : `INSERT INTO ${table} SELECT * FROM ${table} ON DUPLICATE KEY UPDATE \`${key}\` = '77'`,
    ])
      await expect(run(sql)).rejects.toThrow(`${table} is append-only`);
    expect(await all(table)).toEqual(before);
  }
});

test('a table whose rows may change is named here, with every other held', () => {
  const held = new Set([...storage.appendOnly, ...Object.keys(storage.writtenOnce!)]);
  const moving = storage.tables.map(({ options }) => options.name).filter((name) => !held.has(name));
  // The register is corrected by files, and what counts or is open changes while owners vote.
  expect(moving.toSorted()).toEqual([
    'assembly_meeting',
    'ballot_box',
    'building',
    'committee_member',
    'community',
    'exclusive_unit',
    'head_standing',
    'known_company',
    'known_project',
    'owner',
    'owners_committee',
    'publication',
    'source_row',
    'unit_owner',
  ]);
});
