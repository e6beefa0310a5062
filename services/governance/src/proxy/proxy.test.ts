import { profileAt, type RuleProfile } from '@anju/rulebook/rule-profile';
import type { Instant } from '@anju/values/time';
import { type Proxy, type ProxyDraft, recallProxy, refusedAgent, registerProxy } from './proxy';

const aDraft = (differing: Partial<ProxyDraft> = {}): ProxyDraft => ({
  meetingId: 'mtg_1',
  ownerId: 'own_C',
  agentName: '王小明',
  agentOwnerId: 'own_D',
  questionIds: ['que_hire'],
  powers: '代为表决',
  instructions: [],
  from: '2022-07-01',
  until: '2022-07-15',
  signed: true,
  ...differing,
});

type Registering = Parameters<typeof registerProxy>[1];
const registering = (differing: Partial<Registering> = {}): Registering => ({
  proxyId: 'prx_1',
  sealedName: 'sealed',
  sealedPowers: ' sealed:powers',
  agentKey: 'key',
  questionIds: new Set(['que_hire', 'que_fund']),
  entitledTo: new Set(['que_hire']),
  agentIsElector: true,
  heads: 1,
  votingOver: false,
  profile: profileAt('140502', '2022-07-15'),
  now: '2022-06-30T02:00:00.000Z',
  ...differing,
});

const register = (draft: Partial<ProxyDraft> = {}, differing: Partial<Registering> = {}) =>
  registerProxy(aDraft(draft), registering(differing));
const refused = (code: string, rule = 'GOV-MEET-4') => ({ refusal: { code, rule } });

test('[GOV-MEET-4] a proxy names agent, matters, powers and period, and is signed', () => {
  expect(register()).toMatchObject({
    state: { id: 'prx_1', agentName: 'sealed', questionIds: ['que_hire'], recalledAt: null },
  });
  for (const agentName of ['', '123'])
    expect(register({ agentName })).toMatchObject(refused('AGENT_INVALID'));
  expect(register({ agentName: '王' })).toMatchObject({ accepted: true });
  expect(register({ agentName: '王'.repeat(100) })).toMatchObject({ accepted: true });
  expect(register({ agentName: '王'.repeat(101) })).toMatchObject(refused('AGENT_INVALID'));
  expect(register({ agentOwnerId: 'own_C' })).toMatchObject(refused('AGENT_INVALID'));
  expect(register({}, { agentIsElector: false })).toMatchObject(refused('AGENT_NOT_FOUND'));
  expect(register({ agentOwnerId: null }, { agentIsElector: false })).toMatchObject({ accepted: true });
  expect(register({ questionIds: [] })).toMatchObject(refused('MATTERS_INVALID'));
  expect(register({ questionIds: ['que_hire', 'que_hire'] })).toMatchObject(refused('MATTERS_INVALID'));
  expect(register({ questionIds: ['que_hire', 'que_else'] })).toMatchObject(refused('MATTERS_INVALID'));
  expect(register({ questionIds: ['que_else'] })).toMatchObject(refused('MATTERS_INVALID'));
  expect(register({ powers: '' })).toMatchObject(refused('POWERS_INVALID'));
  expect(register({ powers: '代' })).toMatchObject({ accepted: true });
  expect(register({ powers: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
  expect(register({ powers: '代'.repeat(501) })).toMatchObject(refused('POWERS_INVALID'));
  expect(register({ powers: '一、代为表决；\n二、代为领取' })).toMatchObject({ accepted: true });
  for (const unseen of ['\u0000', '\u202e', '\u200b', '\ud800'])
    expect(register({ powers: `代为${unseen}表决` })).toMatchObject(refused('POWERS_INVALID'));
  const yes = (questionId: 'que_hire' | 'que_fund') => ({ questionId, choice: 'YES' }) as const;
  expect(register({ instructions: [yes('que_hire')] })).toMatchObject({ accepted: true });
  expect(register({ instructions: [yes('que_fund')] })).toMatchObject(refused('INSTRUCTIONS_INVALID'));
  expect(register({ instructions: [yes('que_hire'), yes('que_hire')] })).toMatchObject(
    refused('INSTRUCTIONS_INVALID'),
  );
  expect(register({ until: '2022-06-30' })).toMatchObject(refused('PERIOD_INVALID'));
  expect(register({ until: '2022-07-01' })).toMatchObject({ accepted: true });
  expect(register({ signed: false })).toMatchObject(refused('NOT_SIGNED'));
  expect(register({}, { votingOver: true })).toMatchObject(refused('VOTING_OVER', 'GOV-MEET-3'));
});

test('[REG-7] an owner gives a proxy for what that owner may vote on', () => {
  expect(register({ questionIds: ['que_fund'] })).toMatchObject(refused('NOT_AN_ELECTOR', 'REG-7'));
  expect(register({ questionIds: ['que_hire', 'que_fund'] })).toMatchObject(
    refused('NOT_AN_ELECTOR', 'REG-7'),
  );
});

test('[GOV-MEET-4] an agent speaks for as many heads as the profile allows; nothing limits it by default', () => {
  const { meeting, ...rest } = profileAt('140502', '2022-07-15');
  const capped = { ...rest, meeting: { ...meeting, maxProxiesPerAgent: 3 } } as RuleProfile;
  expect(meeting.maxProxiesPerAgent).toBeNull();
  expect(register({}, { heads: 100 })).toMatchObject({ accepted: true });
  expect(register({}, { heads: 3, profile: capped })).toMatchObject({ accepted: true });
  expect(register({}, { heads: 4, profile: capped })).toMatchObject(refused('TOO_MANY_FOR_ONE_AGENT'));
});

const proxy = (differing: Partial<Proxy> = {}): Proxy => {
  const registered = register();
  if (!registered.accepted) throw new Error(registered.refusal.code);
  return { ...registered.state, ...differing };
};
const noon = '2022-07-08T04:00:00.000Z';
const yes = (questionId = 'que_hire') => ({ questionId: questionId as 'que_hire', choice: 'YES' }) as const;

test("[GOV-MEET-4] example: a proxy to hire a manager lets D not cast C's vote on the fund", () => {
  expect(refusedAgent(proxy(), yes(), noon)).toBeNull();
  expect(refusedAgent(proxy(), yes('que_fund'), noon)).toMatchObject(refused('OUTSIDE_PROXY'));
});

test('[GOV-MEET-4] an answer against the written instruction is not covered; none is against where nothing is said', () => {
  const told = proxy({ instructions: [{ questionId: 'que_hire', choice: 'NO' }] });
  const says = (choice: 'YES' | 'NO' | 'ABSTAIN' | 'INVALID', of = told) =>
    refusedAgent(of, { questionId: 'que_hire', choice }, noon);
  expect(says('NO')).toBeNull();
  expect(says('YES')).toMatchObject(refused('AGAINST_INSTRUCTION'));
  expect(says('ABSTAIN')).toMatchObject(refused('AGAINST_INSTRUCTION'));
  expect(says('INVALID')).toBeNull();
  expect(says('YES', proxy({ instructions: null }))).toBeNull();
});

test('[GOV-MEET-4, CONV-3] it holds from its first day to its last, which no rest day moves', () => {
  const at = (receivedAt: Instant) => refusedAgent(proxy(), yes(), receivedAt);
  expect(at('2022-06-30T15:59:59.999Z')).toMatchObject(refused('PROXY_NOT_IN_FORCE'));
  expect(at('2022-06-30T16:00:00.000Z')).toBeNull();
  expect(at('2022-07-15T15:59:59.999Z')).toBeNull();
  expect(at('2022-07-15T16:00:00.000Z')).toMatchObject(refused('PROXY_NOT_IN_FORCE'));
});

type Ending = Parameters<typeof recallProxy>[1];
const end = (differing: Partial<Ending> = {}, of = proxy()) =>
  recallProxy(of, { because: 'RECALLED', endedAt: null, byOffice: true, now: noon, ...differing });

test('[GOV-MEET-4] of recall and paper the earlier holds, and the recall if they are equal', () => {
  const recalled = end();
  if (!recalled.accepted) throw new Error(recalled.refusal.code);
  const at = (receivedAt: Instant) => refusedAgent(recalled.state, yes(), receivedAt);

  expect(at('2022-07-08T03:59:59.999Z')).toBeNull();
  expect(at(noon)).toMatchObject(refused('PROXY_RECALLED'));
  expect(end({}, recalled.state)).toMatchObject(refused('ALREADY_RECALLED'));
});

test.each(['RECALLED', 'RESIGNED', 'AGENT_INCAPABLE', 'DIED'] as const)(
  '[GOV-MEET-4] it ends as of the moment that a paper proves: %s',
  (because) => {
    const endedAt = '2022-07-07T04:00:00.000Z';
    expect(end({ because, endedAt })).toMatchObject({
      state: { recalledAt: endedAt, endedBecause: because },
    });
    expect(end({ because })).toMatchObject({ state: { recalledAt: noon, endedBecause: because } });
  },
);

test('[GOV-MEET-4] it ends neither in the future nor before it was there', () => {
  const at = (endedAt: Instant, of?: Proxy) => end({ endedAt }, of);
  expect(at(noon)).toMatchObject({ accepted: true });
  expect(at('2022-07-08T04:00:00.001Z')).toMatchObject(refused('END_INVALID'));
  // Entered on 30 June, a day before it held.
  expect(at('2022-06-30T02:00:00.000Z')).toMatchObject({ accepted: true });
  expect(at('2022-06-30T01:59:59.999Z')).toMatchObject(refused('END_INVALID'));
  // Entered late: it held before.
  const late = proxy({ registeredAt: '2022-07-05T02:00:00.000Z' });
  expect(at('2022-06-30T16:00:00.000Z', late)).toMatchObject({ accepted: true });
  expect(at('2022-06-30T15:59:59.999Z', late)).toMatchObject(refused('END_INVALID'));
});

test('[GOV-MEET-4] by an own token an owner recalls from now on, and nothing else', () => {
  const own = { byOffice: false };
  expect(end(own)).toMatchObject({ state: { recalledAt: noon } });
  expect(end({ ...own, endedAt: noon })).toMatchObject(refused('FOR_AN_OFFICE'));
  expect(end({ ...own, because: 'RESIGNED' })).toMatchObject(refused('FOR_AN_OFFICE'));
});
