import type { Fact } from '@anju/events/define-event';
import { receive } from '@anju/runtime/inbox';
import { anEnvelope, deliver } from '@anju/runtime/testing/envelope';
import { aCaller } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { committeeCorrected, decisionEffective, decisionSuspended } from '../known/known.builder';
import { storage } from '../storage';
import { propertyManagement } from '../subscriptions';
import {
  committee,
  firstOfAugust,
  hires,
  hiringPlace,
  sign as enter,
  tell as tellTo,
} from './signing.builder';

const database = testDatabase(storage);
let companyId: string;
let otherId: string;
beforeEach(async () => {
  ({ companyId, otherId } = await hiringPlace(database()));
});

const tell = (...facts: Fact[]) => tellTo(database(), ...facts);
const sign = (differing: Record<string, unknown> = {}, caller = committee, now: Instant = firstOfAugust) =>
  enter(database(), companyId, { ...differing, caller, now });

const signed = async () =>
  (await factsIn(database())).filter(({ type }) => type === 'property-management.contract-signed.v1');

test('[PM-13] the committee signs with the company that the owners named, and the others are told', async () => {
  expect(await sign()).toMatchObject({ __typename: 'PmContract', state: 'RUNNING' });
  expect(await signed()).toMatchObject([{ data: { communityId: 'com_1', companyId, decisionId: 'dec_1' } }]);
});

test('[GOV-COM-5] without a decision, or with another company than the one named, nothing is signed', async () => {
  const unknown = { code: 'DECISION_NOT_FOUND', rule: 'GOV-COM-5' };
  expect(await sign({ decisionId: 'dec_9' })).toMatchObject(unknown);
  expect(await sign({ companyId: otherId })).toMatchObject({ code: 'COMPANY_NOT_NAMED', rule: 'GOV-COM-5' });
  expect(await signed()).toEqual([]);
});

test('[GOV-VOTE-12] before the decision is effective nothing is signed', async () => {
  await tell(hires(companyId, 'dec_2'));
  expect(await sign({ decisionId: 'dec_2' })).toMatchObject({
    code: 'DECISION_NOT_EFFECTIVE',
    rule: 'GOV-VOTE-12',
  });
  expect(await signed()).toEqual([]);
});

test('[GOV-VOTE-12] on a decision that is suspended nothing is signed until it is effective anew', async () => {
  const tellOn = (fact: Fact, sequence: number) =>
    deliver(database(), propertyManagement, [fact], { now: firstOfAugust, sequence });
  await tellOn(decisionSuspended(), 3);
  expect(await sign()).toMatchObject({ code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12' });
  expect(await signed()).toEqual([]);

  await tellOn(decisionEffective(), 4);
  expect(await sign()).toMatchObject({ __typename: 'PmContract' });
  // What was signed stays.
  await tellOn(decisionSuspended(), 5);
  expect(await signed()).toHaveLength(1);
});

test('[GOV-COM-5] nobody but the committee of this community signs, and only in its term', async () => {
  const office = aCaller({ roles: new Set(['COUNTY_BUREAU']), division: '140502' });
  expect(await sign({}, office)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await sign({}, { ...committee, committee: 'oc_9' })).toMatchObject({ rule: 'GOV-COM-5' });
  const elsewhere = { ...committee, communities: new Set(['com_9']) };
  expect(await sign({}, elsewhere)).toMatchObject({ code: 'COMMITTEE_NOT_KNOWN' });
  expect(await sign({}, committee, '2024-08-02T02:00:00.000Z')).toMatchObject({
    code: 'COMMITTEE_NOT_IN_OFFICE',
    rule: 'GOV-COM-5',
  });
  expect(await signed()).toEqual([]);
});

test('[GOV-COM-5] the committee signs within its term as the county put it right, also told twice', async () => {
  const correctedTo = (termUntil: '2022-07-31' | '2022-08-01', sequence: number) =>
    receive(
      database(),
      propertyManagement,
      anEnvelope(committeeCorrected({ termUntil }), { sequence }),
      () => firstOfAugust,
    );
  expect(await correctedTo('2022-07-31', 2)).toBe('HANDLED');
  expect(await correctedTo('2022-07-31', 2)).toBe('DUPLICATE');
  expect(await sign()).toMatchObject({ code: 'COMMITTEE_NOT_IN_OFFICE', rule: 'GOV-COM-5' });
  expect(await correctedTo('2022-08-01', 3)).toBe('HANDLED');
  expect(await sign()).toMatchObject({ __typename: 'PmContract' });
});

test('[PM-13, REG-8] of two managers signed at the same time for one zone one is taken, on two nodes of a cluster too', async () => {
  await tell(hires(otherId, 'dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  asOnTwoNodes(database(), 'known_community');

  const answers = await Promise.all([sign(), sign({ companyId: otherId, decisionId: 'dec_2' })]);

  expect(answers.filter(({ __typename }) => __typename === 'PmContract')).toHaveLength(1);
  expect(answers).toContainEqual(expect.objectContaining({ code: 'ZONE_HAS_MANAGER', rule: 'PM-13' }));
  expect(await signed()).toHaveLength(1);
});

test('the same key with the same contract gives the first answer, with another it is refused', async () => {
  const idempotencyKey = uuidV7();
  const first = await sign({ idempotencyKey });

  expect(await sign({ idempotencyKey })).toMatchObject({ id: first.id });
  expect(await sign({ idempotencyKey, feeFenPerM2Month: 121 })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await signed()).toHaveLength(1);
});

test('[PM-13] a negative fee and a term that ends before it begins are refused in both languages', async () => {
  expect(await sign({ feeFenPerM2Month: -1 })).toMatchObject({ code: 'FEE_NOT_POSITIVE', rule: 'PM-13' });
  const backwards = await sign({ until: '2022-07-31' }, { ...committee, language: 'zh' });
  expect(backwards).toMatchObject({ code: 'TERM_ENDS_BEFORE_IT_BEGINS', rule: 'PM-13' });
  expect(backwards.message).toMatch(/[一-龥]/);
  expect(await signed()).toEqual([]);
});
